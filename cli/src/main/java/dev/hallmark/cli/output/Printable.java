package dev.hallmark.cli.output;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text for a terminal. Whatever a service, a device or a file brings could move the cursor, colour the screen, or turn the
 * direction of what comes after it: control and format characters, and separators of lines, are shown by their codes.
 */
public final class Printable {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    /** JSON and YAML have line breaks between their values, and none in them. */
    private static final Pattern UNSEEN_IN_DOCUMENT = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n]]");

    private Printable() {}

    /** In one line. */
    public static String of(String text) {
        return escaped(UNSEEN, text, Printable::units);
    }

    /** A document of JSON, which then says the same (RFC 8259 §7). */
    static String json(String document) {
        return escaped(UNSEEN_IN_DOCUMENT, document, Printable::units);
    }

    /** A document of YAML in which what {@linkplain #isPlain is not plain} is in double quotes (YAML 1.2.2 §5.7). */
    static String yaml(String document) {
        return escaped(UNSEEN_IN_DOCUMENT, document, Printable::codePoint);
    }

    /** Whether nothing of it, but for line breaks, is shown by its code. */
    static boolean isPlain(String text) {
        return !UNSEEN_IN_DOCUMENT.matcher(text).find();
    }

    private static String escaped(Pattern unseen, String text, Function<String, String> code) {
        return unseen.matcher(text)
                .replaceAll(found -> code.apply(found.group()).replace("\\", "\\\\"));
    }

    private static String units(String character) {
        return character.chars().mapToObj("\\u%04X"::formatted).collect(Collectors.joining());
    }

    private static String codePoint(String character) {
        return character.length() == 1 ? units(character) : "\\U%08X".formatted(character.codePointAt(0));
    }
}
