package dev.hallmark.keys;

import java.util.Optional;

/** What a key of the ring can do. */
public enum KeyAlgorithm {
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", Hash.SHA256),
    /** ECDSA on P-384 with SHA-384. */
    ES384("ES384", Hash.SHA384),
    /** Ed25519 (RFC 8032). */
    EDDSA("EdDSA", null),
    /** RSA of 3,072 bits, PKCS#1 v1.5 with SHA-256. */
    RS256("RS256", Hash.SHA256),
    /** ML-DSA-65 (FIPS 204). */
    ML_DSA_65("ML-DSA-65", null),
    /** AES-256-GCM, to wrap data keys. */
    AES256("A256GCM", null);

    private final String label;
    private final Hash hash;

    /** A hash function of FIPS 180-4. */
    public enum Hash {
        SHA256("SHA-256", 32),
        SHA384("SHA-384", 48);

        private final String label;
        private final int octets;

        Hash(String label, int octets) {
            this.label = label;
            this.octets = octets;
        }

        /** The length of a digest. */
        public int octets() {
            return octets;
        }

        /** Its standard name. */
        @Override
        public String toString() {
            return label;
        }
    }

    KeyAlgorithm(String label, Hash hash) {
        this.label = label;
        this.hash = hash;
    }

    /** Whether keys of it sign; the others wrap data keys. */
    public boolean isForSigning() {
        return this != AES256;
    }

    /** The hash whose digests a key signs in the place of messages; empty where it needs the message itself. */
    public Optional<Hash> hash() {
        return Optional.ofNullable(hash);
    }

    /** Its name in JOSE and COSE. */
    @Override
    public String toString() {
        return label;
    }
}
