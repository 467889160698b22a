package dev.hallmark.commons.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Locale;

/**
 * The serial number of a certificate (RFC 5280 §4.1.2.2).
 *
 * @param hex lower-case hexadecimal without leading zeros, at most 20 octets
 */
public record SerialNumber(@JsonValue String hex) {

    private static final int MOST_OCTETS = 20;
    private static final int HEX = 16;

    public SerialNumber {
        if (hex == null || !hex.matches("[1-9a-f][0-9a-f]{0," + (MOST_OCTETS * 2 - 1) + "}")) {
            throw new IllegalArgumentException("a serial number of at most 20 octets in hexadecimal is accepted");
        }
    }

    /** Reads a serial number in any case, with leading zeros or without. */
    @JsonCreator
    public static SerialNumber parse(String text) {
        return new SerialNumber(text.toLowerCase(Locale.ROOT).replaceFirst("^0+", ""));
    }

    public static SerialNumber of(BigInteger value) {
        return new SerialNumber(value.toString(HEX));
    }

    public BigInteger value() {
        return new BigInteger(hex, HEX);
    }

    @Override
    public String toString() {
        return hex;
    }
}
