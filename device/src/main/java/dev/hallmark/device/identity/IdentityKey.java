package dev.hallmark.device.identity;

/** The key whose hash is the device's id. It proves identity by signing or by decapsulating. */
public sealed interface IdentityKey permits SignatureKey, DecapsulationKey {

    /** The name of its algorithm in a challenge (protocol §1). */
    String algorithm();

    /** DER SubjectPublicKeyInfo. */
    byte[] subjectPublicKey();

    /** SHA-256 of {@link #subjectPublicKey()}. */
    default byte[] fingerprint() {
        return Digests.sha256(subjectPublicKey());
    }
}
