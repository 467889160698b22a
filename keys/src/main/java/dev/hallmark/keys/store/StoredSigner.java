package dev.hallmark.keys.store;

import static dev.hallmark.keys.KeyRingException.Code.UNAVAILABLE;

import dev.hallmark.keys.Digests;
import dev.hallmark.keys.KeyAlgorithm.Hash;
import dev.hallmark.keys.KeyRingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** Signs with the keys of a store. */
final class StoredSigner {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Store store;

    StoredSigner(Store store) {
        this.store = store;
    }

    byte[] sign(StoredKey key, byte[] message) {
        try {
            return sign(key, algorithm(key), message);
        } catch (GeneralSecurityException | ProviderException e) {
            throw cannotSign(key, e);
        }
    }

    byte[] signDigest(StoredKey key, byte[] digest) {
        var hash = Digests.require(key.id(), key.algorithm(), digest);
        try {
            return switch (key.algorithm()) {
                case RS256 -> signInfo(key, hash, digest);
                default -> sign(key, "NONEwithECDSA", digest);
            };
        } catch (GeneralSecurityException | ProviderException e) {
            throw cannotSign(key, e);
        }
    }

    private static String algorithm(StoredKey key) {
        return switch (key.algorithm()) {
            case ES256 -> "SHA256withECDSA";
            case ES384 -> "SHA384withECDSA";
            case EDDSA -> "Ed25519";
            case RS256 -> "SHA256withRSA";
            case ML_DSA_65 -> "ML-DSA-65";
            case AES256 -> throw new IllegalArgumentException("a wrapping key does not sign");
        };
    }

    private byte[] sign(StoredKey key, String algorithm, byte[] input) throws GeneralSecurityException {
        var provider = store.provider(key.algorithm());
        var signature = provider.isPresent()
                ? Signature.getInstance(algorithm, provider.get())
                : Signature.getInstance(algorithm);
        signature.initSign((PrivateKey) key.secret(), RANDOM);
        signature.update(input);
        return signature.sign();
    }

    /** The private operation on the digest and on which hash it is of (RFC 8017 §8.2.1): not all providers have it as a signature. */
    private byte[] signInfo(StoredKey key, Hash hash, byte[] digest) throws GeneralSecurityException {
        var provider = store.provider(key.algorithm());
        var cipher = provider.isPresent()
                ? Cipher.getInstance("RSA/ECB/PKCS1Padding", provider.get())
                : Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key.secret());
        return cipher.doFinal(info(hash, digest));
    }

    private static byte[] info(Hash hash, byte[] digest) {
        var identifier =
                switch (hash) {
                    case SHA256 -> NISTObjectIdentifiers.id_sha256;
                    case SHA384 -> NISTObjectIdentifiers.id_sha384;
                };
        try {
            return new DigestInfo(new AlgorithmIdentifier(identifier, DERNull.INSTANCE), digest).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyRingException cannotSign(StoredKey key, Exception cause) {
        return new KeyRingException(UNAVAILABLE, key.id() + " cannot sign: " + cause.getMessage(), cause);
    }
}
