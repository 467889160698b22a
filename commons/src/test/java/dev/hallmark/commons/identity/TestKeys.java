package dev.hallmark.commons.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys and signatures of the JDK's own providers: none of the code that verifies here. */
final class TestKeys {

    private static final Map<KeyAlgorithm, KeyPair> KEYS = new HashMap<>();

    private TestKeys() {}

    /** A key for the algorithm; one each, since RSA keys take long to find. */
    static synchronized KeyPair of(KeyAlgorithm algorithm) throws GeneralSecurityException {
        var pair = KEYS.get(algorithm);
        if (pair == null) {
            pair = switch (algorithm) {
                case SignatureAlgorithm signature -> generate(signature);
                case KemAlgorithm kem -> generate(kem);
            };
            KEYS.put(algorithm, pair);
        }
        return pair;
    }

    private static KeyPair generate(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> generate("EC", new ECGenParameterSpec("secp256r1"));
            case ES384 -> generate("EC", new ECGenParameterSpec("secp384r1"));
            case EDDSA -> generate("Ed25519", null);
            case PS256 -> rsa(2048, 65_537);
            case RS256 -> of(SignatureAlgorithm.PS256);
            case ML_DSA_44, ML_DSA_65 -> generate(algorithm.jose(), null);
        };
    }

    private static KeyPair generate(KemAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case ECDH_P256 -> of(SignatureAlgorithm.ES256);
            // The JDK writes the private keys of ML-KEM in a form of its own.
            case ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                KeyPairGenerator.getInstance(algorithm.jose(), new BouncyCastleProvider())
                        .generateKeyPair();
            case X25519 -> generate("X25519", null);
        };
    }

    static PrivateKeyInfo privateKey(KeyPair pair) {
        return PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
    }

    static KeyPair rsa(int bits, long exponent) throws GeneralSecurityException {
        return generate("RSA", new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
    }

    static byte[] sign(KeyPair keys, SignatureAlgorithm algorithm, SignatureEncoding encoding, byte[] data)
            throws GeneralSecurityException {
        var form = encoding == SignatureEncoding.DER ? "" : "inP1363Format";
        var signer = Signature.getInstance(
                switch (algorithm) {
                    case ES256 -> "SHA256withECDSA" + form;
                    case ES384 -> "SHA384withECDSA" + form;
                    case EDDSA -> "Ed25519";
                    case PS256 -> "RSASSA-PSS";
                    case RS256 -> "SHA256withRSA";
                    case ML_DSA_44, ML_DSA_65 -> algorithm.jose();
                });
        if (algorithm == SignatureAlgorithm.PS256) {
            signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signer.initSign(keys.getPrivate());
        signer.update(data);
        return signer.sign();
    }

    private static KeyPair generate(String name, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(name);
        if (parameters != null) {
            generator.initialize(parameters);
        }
        return generator.generateKeyPair();
    }
}
