package dev.hallmark.keys;

/** What a key of the ring can do. */
public enum KeyAlgorithm {
    /** ECDSA on P-256 over a SHA-256 digest. */
    ES256,
    /** AES-256-GCM, to wrap data keys. */
    AES256
}
