package dev.hallmark.commons.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The identity of a device: the SHA-256 of the DER SubjectPublicKeyInfo of its enrolment key.
 *
 * @param hex 64 lower-case hexadecimal characters
 */
public record DeviceId(@JsonValue String hex) implements Comparable<DeviceId> {

    /** Octets of an id. */
    public static final int LENGTH = 32;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int COMMON_NAME_DIGITS = 32;

    public DeviceId {
        if (hex == null || !FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a device id is 64 lower-case hexadecimal characters");
        }
    }

    /**
     * Reads an id in its text form.
     *
     * @throws IllegalArgumentException unless {@code text} is 64 lower-case hexadecimal characters
     */
    @JsonCreator
    public static DeviceId parse(String text) {
        return new DeviceId(text);
    }

    /**
     * The id of these 32 octets.
     *
     * @throws IllegalArgumentException unless there are exactly 32
     */
    public static DeviceId of(byte[] digest) {
        return new DeviceId(HexFormat.of().formatHex(digest));
    }

    /** The least id that begins with these digits. */
    public static DeviceId first(String digits) {
        return filled(digits, "0");
    }

    /** The greatest id that begins with these digits. */
    public static DeviceId last(String digits) {
        return filled(digits, "f");
    }

    private static DeviceId filled(String digits, String filling) {
        return new DeviceId(digits + filling.repeat(2 * LENGTH - digits.length()));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The name of the device in certificates, in clouds and at brokers. */
    public String commonName() {
        return "dev-" + hex.substring(0, COMMON_NAME_DIGITS);
    }

    @Override
    public int compareTo(DeviceId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
