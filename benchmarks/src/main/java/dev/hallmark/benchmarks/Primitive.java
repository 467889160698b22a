package dev.hallmark.benchmarks;

/**
 * What onboarding cannot do without: how often one journey needs it, both ends together.
 *
 * <p>TLS: an ephemeral key and an agreement at each end, the server's signature, and the device's verification of it and
 * of the server's certificate. Signed and verified once each: evidence, certification request. The attestation result is
 * signed once and verified twice, by ca-service and policy-service. The certificate is signed.
 */
enum Primitive {
    SIGN("P-256 signatures", 5),
    VERIFY("P-256 verifications", 6),
    AGREE("X25519 multiplications", 4),
    /** What is signed, request headers' HMACs, and TLS' transcripts and key schedules. */
    DIGEST("KiB of SHA-256", 40),
    /** About 12 KiB travel, encrypted at one end and decrypted at the other. */
    ENCRYPT("KiB of AES-256-GCM", 24);

    /** Of the digests and the encryption, in octets. */
    static final int BLOCK = 1024;

    private final String label;
    private final int perJourney;

    Primitive(String label, int perJourney) {
        this.label = label;
        this.perJourney = perJourney;
    }

    String label() {
        return label;
    }

    int perJourney() {
        return perJourney;
    }
}
