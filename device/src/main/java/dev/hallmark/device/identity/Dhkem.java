package dev.hallmark.device.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** DHKEM with HKDF-SHA256 (RFC 9180 §4.1), decapsulation only. */
final class Dhkem {

    private static final int X25519 = 0x0020;
    private static final int P256 = 0x0010;
    private static final int SECRET = 32;
    private static final int COORDINATE = 32;
    private static final int UNCOMPRESSED = 65;

    private Dhkem() {}

    static byte[] decapsulate(X25519PrivateKeyParameters key, byte[] encapsulation) {
        if (encapsulation.length != X25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("the encapsulation does not have the length of a key");
        }
        var agreement = new X25519Agreement();
        agreement.init(key);
        var agreed = new byte[agreement.getAgreementSize()];
        try {
            agreement.calculateAgreement(new X25519PublicKeyParameters(encapsulation), agreed, 0);
        } catch (IllegalStateException e) {
            // RFC 7748 §6.1: all zero, so that everyone knows it.
            throw new IllegalArgumentException("a point of small order", e);
        }
        return extractAndExpand(
                X25519, agreed, encapsulation, key.generatePublicKey().getEncoded());
    }

    static byte[] decapsulate(ECPrivateKeyParameters key, byte[] encapsulation) {
        if (encapsulation.length != UNCOMPRESSED) {
            throw new IllegalArgumentException("the encapsulation does not have the length of a point");
        }
        var domain = key.getParameters();
        var agreement = new ECDHBasicAgreement();
        agreement.init(key);
        var agreed = agreement.calculateAgreement(
                new ECPublicKeyParameters(domain.getCurve().decodePoint(encapsulation), domain));
        var own = domain.getG().multiply(key.getD()).getEncoded(false);
        return extractAndExpand(P256, BigIntegers.asUnsignedByteArray(COORDINATE, agreed), encapsulation, own);
    }

    private static byte[] extractAndExpand(int kem, byte[] agreed, byte[] encapsulation, byte[] own) {
        var suite =
                ByteBuffer.allocate(5).put(text("KEM")).putShort((short) kem).array();
        var labelled = Arrays.concatenate(text("HPKE-v1"), suite);
        var key = Arrays.concatenate(labelled, text("eae_prk"), agreed);
        var length = ByteBuffer.allocate(2).putShort((short) SECRET).array();
        var info = Arrays.concatenate(new byte[][] {length, labelled, text("shared_secret"), encapsulation, own});
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, SECRET));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String label) {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
