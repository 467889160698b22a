package dev.hallmark.keys;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.List;

/**
 * Holds private keys, which never leave it. All failures are {@link KeyRingException}s, and none of the calls blocks
 * the caller's thread.
 */
public interface KeyRing {

    /**
     * Creates a key, unless it exists.
     *
     * @return its newest version: the first of a new key. Fails with {@code WRONG_ALGORITHM} when a key of another
     *     algorithm has the name
     */
    Uni<KeyId> create(KeyName name, KeyAlgorithm algorithm);

    /** The public half of a signing key. */
    Uni<PublicKey> publicKey(KeyId key);

    /**
     * Signs a digest.
     *
     * @param digest of the length that the key's algorithm asks for, else {@code WRONG_INPUT}
     * @return the signature in the form of X.509 (for ECDSA the DER of RFC 3279 §2.2.3)
     */
    Uni<byte[]> sign(KeyId key, byte[] digest);

    /** Signs many digests in one call; the signatures come in the order of the digests, all or none. */
    Uni<List<byte[]>> sign(KeyId key, List<byte[]> digests);

    /** Encrypts a data key under this version of a wrapping key. */
    Uni<WrappedKey> wrap(KeyId key, DataKey dataKey);

    /** Opens a data key, whichever version wrapped it; {@code WRONG_INPUT} when another key has wrapped it. */
    Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped);
}
