package dev.hallmark.registry.manifest;

import java.security.MessageDigest;

/**
 * What a factory says of a file, by a verified signature.
 *
 * @param jws the manifest as it was sent
 * @param sha256 of the file's octets
 * @param devices how many rows the file has
 * @param key the name of the factory's key
 * @param kid its thumbprint
 */
public record SignedManifest(String jws, byte[] sha256, long devices, String key, String kid) {

    /** Whether the file is the one that the factory has signed. */
    public boolean isOf(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }
}
