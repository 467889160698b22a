package dev.hallmark.commons.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;

/**
 * The key encapsulation mechanisms of devices whose keys cannot sign: DHKEM with HKDF-SHA256 (RFC 9180 §4.1) and ML-KEM
 * (FIPS 203). Each gives a shared secret of 32 octets.
 */
public enum KemAlgorithm implements KeyAlgorithm {
    X25519("X25519", "DHKEM", "X25519"),
    /** With a P-256 key that is registered for it; other P-256 keys sign. */
    ECDH_P256("ECDH-P256", "DHKEM", "EC"),
    ML_KEM_512("ML-KEM-512", "ML-KEM", "ML-KEM"),
    ML_KEM_768("ML-KEM-768", "ML-KEM", "ML-KEM"),
    ML_KEM_1024("ML-KEM-1024", "ML-KEM", "ML-KEM");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final String mechanism;
    private final String keys;

    KemAlgorithm(String text, String mechanism, String keys) {
        this.text = text;
        this.mechanism = mechanism;
        this.keys = keys;
    }

    @Override
    public String jose() {
        return text;
    }

    @Override
    public boolean isNamed(String name) {
        return text.equals(name);
    }

    @Override
    public boolean worksInTls() {
        return false;
    }

    Encapsulation encapsulate(byte[] subjectPublicKey) {
        return encapsulate(subjectPublicKey, RANDOM);
    }

    Encapsulation encapsulate(byte[] subjectPublicKey, SecureRandom random) {
        try {
            var key = KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(subjectPublicKey));
            var made = KEM.getInstance(mechanism).newEncapsulator(key, random).encapsulate();
            return new Encapsulation(made.encapsulation(), made.key().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encapsulate to an accepted key", e);
        }
    }
}
