package dev.hallmark.keys;

import static dev.hallmark.keys.KeyRingException.Code.WRONG_ALGORITHM;
import static dev.hallmark.keys.KeyRingException.Code.WRONG_INPUT;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.keys.KeyAlgorithm.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests in the place of messages, for adapters whose backend wants them. */
public final class Digests {

    private Digests() {}

    /**
     * The hash that a digest for this key must be of.
     *
     * @throws KeyRingException for an algorithm that signs messages only, and for a digest of another length
     */
    @CanIgnoreReturnValue
    public static Hash require(KeyId key, KeyAlgorithm algorithm, byte[] digest) {
        var hash = algorithm
                .hash()
                .orElseThrow(() -> new KeyRingException(
                        WRONG_ALGORITHM,
                        "%s is a key for %s, which signs whole messages only".formatted(key, algorithm)));
        if (digest.length != hash.octets()) {
            throw new KeyRingException(
                    WRONG_INPUT, "a digest for %s has %d octets".formatted(algorithm, hash.octets()));
        }
        return hash;
    }

    public static byte[] of(Hash hash, byte[] message) {
        try {
            return MessageDigest.getInstance(hash.toString()).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
