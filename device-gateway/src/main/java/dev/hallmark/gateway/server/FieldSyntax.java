package dev.hallmark.gateway.server;

/** The syntax of names and values of header fields. */
final class FieldSyntax {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private FieldSyntax() {}

    /** RFC 9110 §5.6.2. */
    static boolean isToken(CharSequence text) {
        return !text.isEmpty()
                && text.chars().allMatch(character -> isAlphanumeric(character) || TOKEN_MARKS.indexOf(character) >= 0);
    }

    /** RFC 9110 §5.5: no control characters, and no space at either end. */
    static boolean isValue(CharSequence text) {
        return text.isEmpty()
                || !(isSpace(text.charAt(0))
                        || isSpace(text.charAt(text.length() - 1))
                        || text.chars().anyMatch(FieldSyntax::isControl));
    }

    private static boolean isAlphanumeric(int character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\t';
    }

    private static boolean isControl(int character) {
        return (character < ' ' && character != '\t') || character == 0x7f;
    }
}
