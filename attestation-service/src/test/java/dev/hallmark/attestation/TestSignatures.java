package dev.hallmark.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The JDK's keys and signatures, by JOSE's names for them. */
final class TestSignatures {

    private TestSignatures() {}

    static KeyPair keys(String algorithm) {
        return switch (algorithm) {
            case "ES256", "ECDH-P256" -> keys("EC", new ECGenParameterSpec("secp256r1"));
            case "ES384" -> keys("EC", new ECGenParameterSpec("secp384r1"));
            case "EdDSA" -> keys("Ed25519", null);
            case "PS256", "RS256" -> keys("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
            default -> keys(algorithm, null);
        };
    }

    /** ECDSA in DER, as in X.509. */
    static byte[] der(KeyPair keys, String algorithm, byte[] data) {
        return sign(keys, algorithm, "", data);
    }

    /** ECDSA as r and s, as in JOSE and COSE. */
    static byte[] concatenated(KeyPair keys, String algorithm, byte[] data) {
        return sign(keys, algorithm, "inP1363Format", data);
    }

    private static byte[] sign(KeyPair keys, String algorithm, String form, byte[] data) {
        try {
            var signature = Signature.getInstance(
                    switch (algorithm) {
                        case "ES256" -> "SHA256withECDSA" + form;
                        case "ES384" -> "SHA384withECDSA" + form;
                        case "EdDSA" -> "Ed25519";
                        case "PS256" -> "RSASSA-PSS";
                        case "RS256" -> "SHA256withRSA";
                        default -> algorithm;
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String name, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(name);
            if (parameters != null) {
                generator.initialize(parameters);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
