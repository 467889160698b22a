package dev.hallmark.device.attestation;

import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.identity.DecapsulationKey;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityKey;
import dev.hallmark.device.identity.SignatureKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/**
 * Evidence as {@code application/vnd.hallmark.evidence+json}: a signature over the bytes of protocol §3, or an
 * HMAC by a key that cannot sign.
 */
final class Transcript {

    static final String CONTENT_TYPE = "application/vnd.hallmark.evidence+json";

    private static final byte[] LABEL = "HALLMARK-ATTEST-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_FIRMWARE_KEY = new byte[32];
    private static final int HASH_BYTES = 32;
    private static final int LARGEST_TEXT = 0xffff;

    private Transcript() {}

    static Evidence evidence(Challenge challenge, Attester attester) {
        var keys = attester.keys();
        var proof = prove(keys.identity(), challenge, bytes(challenge, attester));
        var body = new LinkedHashMap<String, Object>();
        body.put("signature", Base64.getUrlEncoder().withoutPadding().encodeToString(proof));
        if (keys.separate()) {
            body.put("operationalKey", base64(keys.operational().subjectPublicKey()));
        }
        body.put("softwareVersion", attester.software().version());
        return Evidence.text(CONTENT_TYPE, Json.write(body));
    }

    private static byte[] prove(IdentityKey identity, Challenge challenge, byte[] transcript) {
        return switch (identity) {
            case SignatureKey signing -> signing.signDer(transcript);
            case DecapsulationKey opening -> InverseProof.of(opening, challenge, transcript);
        };
    }

    static byte[] bytes(Challenge challenge, Attester attester) {
        var audience = text(challenge.audience());
        var id = text(challenge.challengeId());
        DeviceKeys keys = attester.keys();
        return ByteBuffer.allocate(LABEL.length + 2 + audience.length + 2 + id.length + 5 * HASH_BYTES + 4)
                .put(LABEL)
                .putShort((short) audience.length)
                .put(audience)
                .putShort((short) id.length)
                .put(id)
                .put(challenge.nonceBytes())
                .put(attester.bindingFor(challenge))
                .put(keys.identity().fingerprint())
                .put(keys.operational().fingerprint())
                .put(NO_FIRMWARE_KEY)
                .putInt(attester.software().version())
                .array();
    }

    private static byte[] text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_TEXT) {
            throw new IllegalArgumentException("longer than two length bytes can express: " + bytes.length);
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
