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

/** A key pair that cannot sign: it gets a shared secret out of what was encapsulated to it. */
public final class OpeningKey implements IdentityKey {

    private static final int SECRET = 32;

    private final IdentityAlgorithm algorithm;
    private final KeyPair pair;
    private final AsymmetricKeyParameter privateKey;

    OpeningKey(IdentityAlgorithm algorithm, KeyPair pair) {
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
     * The shared secret of 32 bytes. Of a ciphertext that was made for another key, ML-KEM makes a secret that nobody
     * else has.
     *
     * @throws IllegalArgumentException when these bytes cannot be an encapsulation to such a key
     */
    public byte[] open(byte[] encapsulation) {
        return switch (privateKey) {
            case X25519PrivateKeyParameters key -> Dhkem.open(key, encapsulation);
            case ECPrivateKeyParameters key -> Dhkem.open(key, encapsulation);
            case MLKEMPrivateKeyParameters key -> open(key, encapsulation);
            default -> throw new IllegalStateException("no key encapsulation with " + algorithm);
        };
    }

    KeyPair pair() {
        return pair;
    }

    private static byte[] open(MLKEMPrivateKeyParameters key, byte[] encapsulation) {
        var extractor = new MLKEMExtractor(key);
        if (encapsulation.length != extractor.getEncapsulationLength()) {
            throw new IllegalArgumentException("not of the length of its algorithm");
        }
        var secret = extractor.extractSecret(encapsulation);
        if (secret.length != SECRET) {
            throw new IllegalStateException("a shared secret of " + secret.length + " bytes");
        }
        return secret;
    }

    @Override
    public String toString() {
        return "OpeningKey[" + DeviceId.of(this) + "]";
    }
}
