package dev.hallmark.keys;

import java.util.regex.Pattern;

/**
 * The name of a key in the ring.
 *
 * @param value 1 to 100 characters of {@code a-z}, {@code 0-9} and {@code -}, starting with a letter or digit
 */
public record KeyName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    public KeyName {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a key's name has 1 to 100 characters of a-z, 0-9 and -, and begins with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
