package dev.hallmark.device.attestation;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A challenge and a device whose every byte is known. */
final class Samples {

    /** The two keys of the protocol's vector, §7. */
    static final SigningKey IDENTITY = key("c0244a6ce1a57f69a4a561c43f8042f61e597c54a3dcc1aa0bdff180009302b4");

    static final SigningKey OPERATIONAL = key("70d4c031c83a47f6a6ceefc5554319e246b4964625777b88c649cf7a0992ebb1");

    static final byte[] EXPORTER = bytes((byte) 0xcb);

    static Challenge challenge(String binding) {
        var nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes((byte) 0x0a));
        return new Challenge(
                "ABCDEFGHIABCDEFGHIABCD",
                nonce,
                "https://a.ex",
                "tag:hallmark.dev,2026:attestation/1",
                binding,
                List.of("ES256"),
                null,
                "2026-01-01T00:00:00Z");
    }

    static Attester attester(int version) {
        return new Attester(new DeviceKeys(IDENTITY, OPERATIONAL), new Software("test", version), EXPORTER);
    }

    static String text(Evidence evidence) {
        return new String(evidence.body(), StandardCharsets.UTF_8);
    }

    private static SigningKey key(String scalar) {
        return SigningKey.of(new BigInteger(scalar, 16));
    }

    private static byte[] bytes(byte value) {
        var bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private Samples() {}
}
