package dev.hallmark.commons.identity;

/**
 * The signature algorithms of devices, by their JOSE names (RFC 7518 §3.1, RFC 8037, RFC 9964). A key has one of them,
 * which its kind or its registration fixes.
 */
public enum SignatureAlgorithm implements KeyAlgorithm {
    ES256("ES256", -7, -9, "SHA256withECDSA", "SHA256withPLAIN-ECDSA"),
    ES384("ES384", -35, -51, "SHA384withECDSA", "SHA384withPLAIN-ECDSA"),
    /** With Ed25519 only. */
    EDDSA("EdDSA", -8, -19, "Ed25519", "Ed25519"),
    PS256("PS256", -37, -37, "SHA256withRSAandMGF1", "SHA256withRSAandMGF1"),
    RS256("RS256", -257, -257, "SHA256withRSA", "SHA256withRSA"),
    ML_DSA_44("ML-DSA-44", -48, -48, "ML-DSA-44", "ML-DSA-44"),
    ML_DSA_65("ML-DSA-65", -49, -49, "ML-DSA-65", "ML-DSA-65");

    private static final String FULLY_SPECIFIED_EDDSA = "Ed25519";

    private final String jose;
    private final int cose;
    private final int fullySpecified;
    private final String jca;
    private final String concatenated;

    SignatureAlgorithm(String jose, int cose, int fullySpecified, String jca, String concatenated) {
        this.jose = jose;
        this.cose = cose;
        this.fullySpecified = fullySpecified;
        this.jca = jca;
        this.concatenated = concatenated;
    }

    @Override
    public String jose() {
        return jose;
    }

    /** RFC 9864 has a name of its own for Ed25519. */
    @Override
    public boolean isNamed(String name) {
        return jose.equals(name) || (this == EDDSA && FULLY_SPECIFIED_EDDSA.equals(name));
    }

    /** Whether a COSE header of this {@code alg} means this algorithm, by its old or its fully specified number. */
    public boolean isNumbered(long label) {
        return label == cose || label == fullySpecified;
    }

    @Override
    public boolean worksInTls() {
        return this != ML_DSA_44 && this != ML_DSA_65;
    }

    String jca(SignatureEncoding encoding) {
        return encoding == SignatureEncoding.DER ? jca : concatenated;
    }
}
