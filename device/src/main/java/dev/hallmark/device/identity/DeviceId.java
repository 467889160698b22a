package dev.hallmark.device.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 over the DER SubjectPublicKeyInfo of the identity key, in lower-case hex. */
public record DeviceId(@JsonValue String hex) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int COMMON_NAME_DIGITS = 32;
    private static final byte UEID_RANDOM = 0x01;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {
        if (!SHA256.matcher(hex).matches()) {
            throw new IllegalArgumentException("A device id is 64 lower-case hexadecimal digits, not: " + hex);
        }
    }

    public static DeviceId of(IdentityKey identity) {
        return new DeviceId(HexFormat.of().formatHex(identity.fingerprint()));
    }

    /** The device's name in certificates, MQTT and clouds. */
    public String commonName() {
        return "dev-" + hex.substring(0, COMMON_NAME_DIGITS);
    }

    /** The EAT claim {@code ueid} (RFC 9711 §4.2.1): type RAND, then the 32 bytes of the id; base64url. */
    public String ueid() {
        var ueid = new byte[33];
        ueid[0] = UEID_RANDOM;
        System.arraycopy(HexFormat.of().parseHex(hex), 0, ueid, 1, 32);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ueid);
    }

    @Override
    public String toString() {
        return hex;
    }
}
