package dev.hallmark.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A device as operators name it: by its id, or by the common name that certificates and brokers' logs show.
 *
 * @param text in lower case
 */
public record DeviceName(String text) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}|dev-[0-9a-f]{32}");
    private static final String COMMON_NAME = "dev-";

    /**
     * Reads a name, in either case.
     *
     * @throws IllegalArgumentException with what is accepted
     */
    public static DeviceName parse(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "64 hexadecimal characters are accepted, or dev- and 32; this is %s".formatted(shortfall(name)));
        }
        return new DeviceName(name);
    }

    boolean isCommonName() {
        return text.startsWith(COMMON_NAME);
    }

    /** The digits that the device's id begins with, or has. */
    public String digits() {
        return isCommonName() ? text.substring(COMMON_NAME.length()) : text;
    }

    private static String shortfall(String name) {
        return name.startsWith(COMMON_NAME)
                ? "dev- and %d of 32 characters".formatted(name.length() - COMMON_NAME.length())
                : "%d of 64 characters".formatted(name.length());
    }
}
