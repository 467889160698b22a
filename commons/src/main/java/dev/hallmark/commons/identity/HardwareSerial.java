package dev.hallmark.commons.identity;

import java.util.Locale;

/**
 * The serial that a manufacturer gave a device, as a certificate's subject can hold it.
 *
 * @param text 1 to 64 characters (ub-serial-number of X.520), no control characters among them
 */
public record HardwareSerial(String text) {

    private static final int MOST_CHARACTERS = 64;

    /**
     * Checks that a certificate can hold it.
     *
     * @throws IllegalArgumentException with the reason, to be read after "serial"
     */
    public HardwareSerial {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        var characters = text.codePointCount(0, text.length());
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "has %d characters; a certificate holds at most %d".formatted(characters, MOST_CHARACTERS));
        }
        text.codePoints().filter(HardwareSerial::isUnwritable).findFirst().ifPresent(character -> {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "holds U+%04X, which is a control character or half of a character", character));
        });
    }

    /** Code points of surrogates are those without their other half. */
    private static boolean isUnwritable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return text;
    }
}
