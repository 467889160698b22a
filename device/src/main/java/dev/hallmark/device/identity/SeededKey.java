package dev.hallmark.device.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys derived from a seed of 32 bytes: Ed25519 (RFC 8032 §5.1.5) and ML-DSA (ξ, FIPS 204 §6.1). */
public final class SeededKey {

    public static final int SEED_BYTES = 32;

    private SeededKey() {}

    /** @throws IllegalArgumentException when keys of this algorithm are not derived from such a seed */
    public static IdentityKey of(IdentityAlgorithm algorithm, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("The seed of a key has 32 bytes, not " + seed.length);
        }
        return switch (algorithm) {
            case EDDSA -> ed25519(new Ed25519PrivateKeyParameters(seed));
            case ML_DSA_44 -> mlDsa(algorithm, new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed));
            case ML_DSA_65 -> mlDsa(algorithm, new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, seed));
            default -> throw new IllegalArgumentException("A key of " + algorithm + " is not derived from a seed");
        };
    }

    private static IdentityKey ed25519(Ed25519PrivateKeyParameters key) {
        return IdentityAlgorithm.EDDSA.key(pair(key, key.generatePublicKey()));
    }

    private static IdentityKey mlDsa(IdentityAlgorithm algorithm, MLDSAPrivateKeyParameters key) {
        return algorithm.key(pair(key, key.getPublicKeyParameters()));
    }

    private static KeyPair pair(AsymmetricKeyParameter privateKey, AsymmetricKeyParameter publicKey) {
        try {
            PrivateKeyInfo secret = PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey);
            SubjectPublicKeyInfo open = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey);
            return new KeyPair(BouncyCastleProvider.getPublicKey(open), BouncyCastleProvider.getPrivateKey(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
