package dev.hallmark.device.attestation;

import dev.hallmark.device.identity.DecapsulationKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The proof by a key that cannot sign: an HMAC under a key that only its holder can derive (protocol §3). */
final class InverseProof {

    private static final byte[] LABEL = "HALLMARK-INVERSE-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private InverseProof() {}

    static byte[] of(DecapsulationKey identity, Challenge challenge, byte[] transcript) {
        var encapsulation = challenge.encapsulationBytes();
        return mac(key(identity.decapsulate(encapsulation), challenge.nonceBytes(), encapsulation), transcript);
    }

    private static SecretKey key(byte[] secret, byte[] nonce, byte[] encapsulation) {
        var info = ByteBuffer.allocate(LABEL.length + encapsulation.length)
                .put(LABEL)
                .put(encapsulation)
                .array();
        var parameters =
                HKDFParameterSpec.ofExtract().addSalt(nonce).addIKM(secret).thenExpand(info, KEY);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(SecretKey key, byte[] transcript) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(transcript);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
