package dev.hallmark.ca.certificate;

import dev.hallmark.commons.identity.DeviceId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a serial number, a device id or a common name begins. Fewer digits would find more than a page can sort.
 *
 * @param digits hexadecimal, in lower case
 * @param named whether it is that of a common name, and of no serial number
 */
record Beginning(String digits, boolean named) {

    private static final Pattern FORM = Pattern.compile("(?<name>dev-)?(?<digits>[0-9a-f]{4,64})");
    private static final char AFTER_DIGITS = 'g';

    /** @throws IllegalArgumentException saying what is accepted */
    static Beginning parse(String text) {
        var read = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!read.matches()) {
            throw new IllegalArgumentException(
                    "4 to 64 hexadecimal digits with which a serial number, device id or common name begins are accepted");
        }
        return new Beginning(read.group("digits"), read.group("name") != null);
    }

    DeviceId firstDevice() {
        return DeviceId.first(digits);
    }

    DeviceId lastDevice() {
        return DeviceId.last(digits);
    }

    /** Greater than all serial numbers that begin so. */
    String afterSerials() {
        return digits + AFTER_DIGITS;
    }
}
