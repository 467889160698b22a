package dev.hallmark.commons.identity;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.util.BigIntegers;

/** Decapsulates with BouncyCastle's primitives and RFC 9180 §4 written out, without the JDK's code. */
final class OtherKem {

    private OtherKem() {}

    static byte[] open(PrivateKeyInfo key, byte[] encapsulation) throws Exception {
        return open(PrivateKeyFactory.createKey(key), encapsulation);
    }

    static byte[] open(AsymmetricKeyParameter key, byte[] encapsulation) {
        return switch (key) {
            case MLKEMPrivateKeyParameters kem -> new MLKEMExtractor(kem).extractSecret(encapsulation);
            case X25519PrivateKeyParameters own ->
                dhkem(
                        0x20,
                        agree(own, encapsulation),
                        encapsulation,
                        own.generatePublicKey().getEncoded());
            case ECPrivateKeyParameters own -> dhkem(0x10, agree(own, encapsulation), encapsulation, publicKey(own));
            default -> throw new IllegalArgumentException(key.getClass().getName());
        };
    }

    /** ExtractAndExpand of RFC 9180 §4.1, from what the two keys agreed on. */
    static byte[] dhkem(int id, byte[] agreed, byte[] encapsulation, byte[] publicKey) {
        var suite = concat(ascii("KEM"), new byte[] {0, (byte) id});
        var context = concat(encapsulation, publicKey);
        var hkdf = new HKDFBytesGenerator(new SHA256Digest());
        var extracted = hkdf.extractPRK(new byte[0], concat(ascii("HPKE-v1"), suite, ascii("eae_prk"), agreed));
        hkdf.init(HKDFParameters.skipExtractParameters(
                extracted, concat(new byte[] {0, 32}, ascii("HPKE-v1"), suite, ascii("shared_secret"), context)));
        var secret = new byte[32];
        hkdf.generateBytes(secret, 0, secret.length);
        return secret;
    }

    private static byte[] agree(X25519PrivateKeyParameters own, byte[] other) {
        var agreement = new X25519Agreement();
        agreement.init(own);
        var agreed = new byte[32];
        agreement.calculateAgreement(new X25519PublicKeyParameters(other), agreed, 0);
        return agreed;
    }

    private static byte[] agree(ECPrivateKeyParameters own, byte[] other) {
        var agreement = new ECDHBasicAgreement();
        agreement.init(own);
        var domain = own.getParameters();
        BigInteger x = agreement.calculateAgreement(
                new ECPublicKeyParameters(domain.getCurve().decodePoint(other), domain));
        return BigIntegers.asUnsignedByteArray(32, x);
    }

    static byte[] publicKey(ECPrivateKeyParameters own) {
        return own.getParameters().getG().multiply(own.getD()).getEncoded(false);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
