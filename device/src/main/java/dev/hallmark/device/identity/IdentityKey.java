package dev.hallmark.device.identity;

/** The key that a device's id is the hash of: it proves identity by signing, or by opening what is encapsulated to it. */
public sealed interface IdentityKey permits SignatureKey, OpeningKey {

    /** The name of its algorithm in a challenge (protocol §1). */
    String algorithm();

    /** DER SubjectPublicKeyInfo. */
    byte[] subjectPublicKey();

    /** SHA-256 of {@link #subjectPublicKey()}. */
    default byte[] fingerprint() {
        return Digests.sha256(subjectPublicKey());
    }
}
