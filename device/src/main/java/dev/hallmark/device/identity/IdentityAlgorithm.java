package dev.hallmark.device.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The algorithms of identity keys (protocol §1), by their names in a challenge. */
public enum IdentityAlgorithm {
    ES256("ES256", "EC", "SHA256withECDSA", "SHA256withPLAIN-ECDSA"),
    ES384("ES384", "EC", "SHA384withECDSA", "SHA384withPLAIN-ECDSA"),
    EDDSA("EdDSA", "Ed25519", "Ed25519", "Ed25519"),
    PS256("PS256", "RSA", "SHA256withRSAandMGF1", "SHA256withRSAandMGF1"),
    RS256("RS256", "RSA", "SHA256withRSA", "SHA256withRSA"),
    ML_DSA_44("ML-DSA-44", "ML-DSA-44", "ML-DSA-44", "ML-DSA-44"),
    ML_DSA_65("ML-DSA-65", "ML-DSA-65", "ML-DSA-65", "ML-DSA-65"),
    X25519("X25519", "X25519"),
    ECDH_P256("ECDH-P256", "EC"),
    ML_KEM_512("ML-KEM-512", "ML-KEM-512"),
    ML_KEM_768("ML-KEM-768", "ML-KEM-768"),
    ML_KEM_1024("ML-KEM-1024", "ML-KEM-1024");

    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final int RSA_BITS = 2048;

    private final String text;
    private final String keys;
    private final Optional<String> signature;
    private final Optional<String> concatenated;

    IdentityAlgorithm(String text, String keys) {
        this(text, keys, null, null);
    }

    IdentityAlgorithm(String text, String keys, String signature, String concatenated) {
        this.text = text;
        this.keys = keys;
        this.signature = Optional.ofNullable(signature);
        this.concatenated = Optional.ofNullable(concatenated);
    }

    /**
     * The algorithm of this name, ignoring case.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static IdentityAlgorithm named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown algorithm " + name + "; accepted are " + Arrays.toString(values())));
    }

    /** Whether a registration must name it, since the key alone implies another algorithm. */
    public boolean mustBeRegistered() {
        return this == RS256 || this == ECDH_P256;
    }

    /**
     * Its number in COSE, for algorithms that sign (RFC 9053, RFC 8812, RFC 9964).
     *
     * @throws IllegalArgumentException when keys of this algorithm do not sign
     */
    public int cose() {
        return switch (this) {
            case ES256 -> -7;
            case ES384 -> -35;
            case EDDSA -> -8;
            case PS256 -> -37;
            case RS256 -> -257;
            case ML_DSA_44 -> -48;
            case ML_DSA_65 -> -49;
            default -> throw new IllegalArgumentException("A key of " + this + " does not sign");
        };
    }

    public IdentityKey generate() {
        if (this == ES256) {
            return SigningKey.generate();
        }
        try {
            var generator = KeyPairGenerator.getInstance(keys, PROVIDER);
            var parameters = parameters();
            if (parameters.isPresent()) {
                generator.initialize(parameters.get());
            }
            return key(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    IdentityKey key(KeyPair pair) {
        return signature.isPresent() ? new SoftwareSigner(this, pair) : new DecapsulationKey(this, pair);
    }

    String signature() {
        return signature.orElseThrow();
    }

    String concatenated() {
        return concatenated.orElseThrow();
    }

    private Optional<AlgorithmParameterSpec> parameters() {
        return switch (this) {
            case ES384 -> Optional.of(new ECGenParameterSpec("secp384r1"));
            case ECDH_P256 -> Optional.of(new ECGenParameterSpec("secp256r1"));
            case PS256, RS256 -> Optional.of(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
