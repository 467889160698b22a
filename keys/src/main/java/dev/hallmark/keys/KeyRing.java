package dev.hallmark.keys;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;
import java.util.Set;

/**
 * Holds private keys, which never leave it. All failures are {@link KeyRingException}s, and none of the calls blocks
 * the caller's thread.
 */
public interface KeyRing {

    /** Those that its keys can have; a call that needs another fails with {@code UNSUPPORTED_ALGORITHM}. */
    Set<KeyAlgorithm> algorithms();

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
     * Signs a message under the key's own algorithm. Requests that come while others are on their way may travel
     * together; each has its own outcome.
     *
     * @return the signature in the form of X.509 (for ECDSA the DER of RFC 3279 §2.2.3)
     */
    Uni<byte[]> sign(KeyId key, byte[] message);

    /**
     * Signs a message of which only the digest is at hand. The signature is that of the message.
     *
     * @param digest under the {@linkplain KeyAlgorithm#hash hash} of the key's algorithm, else {@code WRONG_INPUT}; fails
     *     with {@code WRONG_ALGORITHM} for an algorithm without one
     */
    Uni<byte[]> signDigest(KeyId key, byte[] digest);

    /** Encrypts a data key under this version of a wrapping key. */
    Uni<WrappedKey> wrap(KeyId key, DataKey dataKey);

    /** Opens a data key, whichever version wrapped it; {@code WRONG_INPUT} when another key has wrapped it. */
    Uni<DataKey> unwrap(KeyName key, WrappedKey wrapped);

    /** Fails with {@code UNAVAILABLE} when the ring cannot be used now. */
    Uni<Void> check();
}
