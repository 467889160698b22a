package dev.hallmark.device.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** A key pair that cannot sign: it decapsulates shared secrets (a KEM). */
public final class DecapsulationKey implements IdentityKey {

    private static final int SECRET = 32;

    private final IdentityAlgorithm algorithm;
    private final KeyPair pair;
    private final AsymmetricKeyParameter privateKey;

    DecapsulationKey(IdentityAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
        try {
            this.privateKey = PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String algorithm() {
        return algorithm.toString();
    }

    @Override
    public byte[] subjectPublicKey() {
        return pair.getPublic().getEncoded();
    }

    /**
     * The shared secret of 32 bytes. For a ciphertext that was made for another key, ML-KEM returns a secret that
     * nobody else has.
     *
     * @throws IllegalArgumentException when these bytes cannot be an encapsulation for such a key
     */
    public byte[] decapsulate(byte[] encapsulation) {
        return switch (privateKey) {
            case X25519PrivateKeyParameters key -> Dhkem.decapsulate(key, encapsulation);
            case ECPrivateKeyParameters key -> Dhkem.decapsulate(key, encapsulation);
            case MLKEMPrivateKeyParameters key -> decapsulate(key, encapsulation);
            default -> throw new IllegalStateException("no key encapsulation with " + algorithm);
        };
    }

    KeyPair pair() {
        return pair;
    }

    private static byte[] decapsulate(MLKEMPrivateKeyParameters key, byte[] encapsulation) {
        var extractor = new MLKEMExtractor(key);
        if (encapsulation.length != extractor.getEncapsulationLength()) {
            throw new IllegalArgumentException("the encapsulation does not have the length of its algorithm");
        }
        var secret = extractor.extractSecret(encapsulation);
        if (secret.length != SECRET) {
            throw new IllegalStateException("a shared secret of " + secret.length + " bytes");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "DecapsulationKey[" + DeviceId.of(this) + "]";
    }
}
