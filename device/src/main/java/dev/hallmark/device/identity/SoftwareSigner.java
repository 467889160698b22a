package dev.hallmark.device.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** A key pair in memory that signs by any of the protocol's algorithms. */
public final class SoftwareSigner implements SignatureKey {

    private final IdentityAlgorithm algorithm;
    private final KeyPair pair;

    SoftwareSigner(IdentityAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    @Override
    public String algorithm() {
        return algorithm.toString();
    }

    @Override
    public byte[] subjectPublicKey() {
        return pair.getPublic().getEncoded();
    }

    @Override
    public byte[] signDer(byte[] data) {
        return sign(algorithm.signature(), data);
    }

    @Override
    public byte[] signConcatenated(byte[] data) {
        return sign(algorithm.concatenated(), data);
    }

    KeyPair pair() {
        return pair;
    }

    private byte[] sign(String name, byte[] data) {
        try {
            var signer = Signature.getInstance(name, IdentityAlgorithm.PROVIDER);
            signer.initSign(pair.getPrivate());
            signer.update(data);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
