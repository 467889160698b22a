package dev.hallmark.attestation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.KEM;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The answer to an inverse challenge, written from the protocol alone: the JDK opens, and HKDF is two HMACs. Each part is
 * there for a test to spoil.
 *
 * @param key what the answer is authenticated under
 * @param transcript what is authenticated
 * @param operationalKey DER, or empty
 */
public record TestInverse(byte[] key, byte[] transcript, byte[] operationalKey) {

    private static final byte[] NO_KEY = {};
    private static final int SOFTWARE = 7;

    /** A good answer, with the identity key for operational key. */
    public static TestInverse of(TestDevice device, TestChallenge challenge, byte[] exporter) {
        return of(device, challenge, exporter, NO_KEY);
    }

    public static TestInverse of(TestDevice device, TestChallenge challenge, byte[] exporter, byte[] operationalKey) {
        var transcript = device.transcript(challenge, exporter, SOFTWARE);
        if (operationalKey.length > 0) {
            // The last but two of the fields: before it are four of 32 octets, after it 32 and 4.
            ByteBuffer.wrap(transcript).position(transcript.length - 68).put(TestDevice.sha256(operationalKey));
        }
        var secret = open(device.keys().getPrivate(), octets(challenge.encapsulation()));
        return new TestInverse(derive(secret, challenge), transcript, operationalKey);
    }

    /** The shared secret; what another key opens is another secret. */
    public static byte[] open(PrivateKey key, byte[] encapsulation) {
        try {
            return KEM.getInstance(key.getAlgorithm().startsWith("ML-KEM") ? "ML-KEM" : "DHKEM")
                    .newDecapsulator(key)
                    .decapsulate(encapsulation)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** HKDF-SHA256 of one block (RFC 5869). */
    public static byte[] derive(byte[] secret, TestChallenge challenge) {
        var encapsulation = octets(challenge.encapsulation());
        var label = "HALLMARK-INVERSE-v1\0".getBytes(StandardCharsets.US_ASCII);
        var info = ByteBuffer.allocate(label.length + encapsulation.length + 1)
                .put(label)
                .put(encapsulation)
                .put((byte) 1)
                .array();
        return hmac(hmac(octets(challenge.nonce()), secret), info);
    }

    public TestInverse under(byte[] otherKey) {
        return new TestInverse(otherKey, transcript, operationalKey);
    }

    /** With one octet of the transcript changed, counted from its end. */
    public TestInverse spoiltAt(int fromEnd) {
        var spoilt = transcript.clone();
        spoilt[spoilt.length - fromEnd] ^= 1;
        return new TestInverse(key, spoilt, operationalKey);
    }

    public byte[] mac() {
        return hmac(key, transcript);
    }

    public byte[] evidence() {
        return evidence(UnaryOperator.identity());
    }

    /** With another MAC than the right one. */
    public byte[] evidence(UnaryOperator<byte[]> mac) {
        var operational = operationalKey.length == 0
                ? ""
                : ",\"operationalKey\":\"%s\"".formatted(Base64.getEncoder().encodeToString(operationalKey));
        return "{\"signature\":\"%s\"%s,\"softwareVersion\":%d}"
                .formatted(TestGateway.base64url(mac.apply(mac())), operational, SOFTWARE)
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static UnaryOperator<byte[]> cutTo(int length) {
        return mac -> Arrays.copyOf(mac, length);
    }

    public static byte[] octets(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
