package dev.hallmark.device.identity;

/** A key that signs. ECDSA has two forms of signature, every other algorithm one. */
public sealed interface SignatureKey extends IdentityKey permits SigningKey, SoftwareSigner {

    /** As X.509 writes it: for ECDSA {@code ECDSA-Sig-Value}. */
    byte[] signDer(byte[] data);

    /** As JOSE and COSE write it: for ECDSA {@code r || s}. */
    byte[] signConcatenated(byte[] data);
}
