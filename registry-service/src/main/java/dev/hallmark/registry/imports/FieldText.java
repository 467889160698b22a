package dev.hallmark.registry.imports;

/** Text as people paste it: dialogs and documents add invisible characters. */
final class FieldText {

    private static final int SHOWN = 80;

    private FieldText() {}

    /** Without blanks and invisible characters at its ends. */
    static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (from < to && isBlank(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    /** As much as a report shows, with the names of invisible characters. */
    static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(character -> {
            if (isInvisible(character) || (character != ' ' && Character.isSpaceChar(character))) {
                shown.append("<U+%04X>".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN ? shown.append('…').toString() : shown.toString();
    }

    /** Whether it is a control character, or one that only steers how its neighbours look, such as U+200E. */
    static boolean isInvisible(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }
}
