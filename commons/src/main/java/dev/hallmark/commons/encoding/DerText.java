package dev.hallmark.commons.encoding;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * DER as tools write it as text: base64, with or without line breaks, with or without PEM's BEGIN and END lines (RFC
 * 7468).
 *
 * @param mostOctets the longest DER of this kind that is read
 * @param labels the accepted labels of PEM
 */
public record DerText(int mostOctets, List<String> labels) {

    /** A SubjectPublicKeyInfo (RFC 7468 §13). */
    public static final DerText PUBLIC_KEY = new DerText(8 * 1024, List.of("PUBLIC KEY"));

    /** A PKCS#10 request; the second label is an older one (RFC 7468 §7). */
    public static final DerText CERTIFICATION_REQUEST =
            new DerText(16 * 1024, List.of("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"));

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([ -~]{1,60}?)-----");
    private static final String DASHES = "-----";
    private static final String BLANKS = " \t\r\n";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

    public DerText {
        labels = List.copyOf(labels);
    }

    /** The longest text that is read: base64 is a third longer than the octets, and lines and PEM add to it. */
    public int mostCharacters() {
        return 2 * mostOctets;
    }

    /**
     * Decodes a text, without interpreting the octets.
     *
     * @throws InvalidDerTextException when it is too long, PEM of something else, or holds anything that is not base64
     */
    public byte[] decode(String text) throws InvalidDerTextException {
        if (text.length() > mostCharacters()) {
            throw new InvalidDerTextException("longer than %d characters".formatted(mostCharacters()));
        }
        var start = firstNonBlank(text);
        var end = lastNonBlank(text, start) + 1;
        if (start == end) {
            throw new InvalidDerTextException("empty");
        }
        return text.startsWith(DASHES, start) ? armoured(text, start, end) : base64(text, start, end);
    }

    private byte[] armoured(String text, int start, int end) throws InvalidDerTextException {
        var begin = BEGIN.matcher(text).region(start, end);
        if (!begin.lookingAt()) {
            throw new InvalidDerTextException("PEM without a line " + beginLine());
        }
        var label = begin.group(1);
        if (!labels.contains(label)) {
            throw new InvalidDerTextException(
                    "PEM labelled %s; accepted is %s".formatted(label, String.join(" or ", labels)));
        }
        var last = "-----END " + label + DASHES;
        var bodyEnd = end - last.length();
        if (bodyEnd < begin.end() || !text.startsWith(last, bodyEnd)) {
            throw new InvalidDerTextException("PEM that does not end with the line " + last);
        }
        if (text.substring(begin.end(), bodyEnd).contains(DASHES)) {
            throw new InvalidDerTextException("more than one PEM object; send one");
        }
        return base64(text, begin.end(), bodyEnd);
    }

    private byte[] base64(String text, int start, int end) throws InvalidDerTextException {
        var packed = new StringBuilder(end - start);
        for (var i = start; i < end; i++) {
            var character = text.charAt(i);
            if (ALPHABET.indexOf(character) >= 0) {
                packed.append(character);
            } else if (BLANKS.indexOf(character) < 0) {
                throw new InvalidDerTextException(misplaced(text, i));
            }
        }
        try {
            return Base64.getDecoder().decode(packed.toString());
        } catch (IllegalArgumentException e) {
            throw new InvalidDerTextException("not base64: it is cut off or wrongly padded", e);
        }
    }

    private String misplaced(String text, int at) {
        var line = 1
                + text.substring(0, at)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        var column = at - text.lastIndexOf('\n', at - 1);
        var place = "line %d, column %d has %s".formatted(line, column, named(text.codePointAt(at)));
        return text.indexOf("-----BEGIN ", at) < 0
                ? "not base64: " + place
                : "PEM with text before it: %s before the line %s".formatted(place, beginLine());
    }

    private String beginLine() {
        return "-----BEGIN " + labels.getFirst() + DASHES;
    }

    private static String named(int character) {
        return character > ' ' && character <= '~'
                ? "'" + Character.toString(character) + "'"
                : "U+%04X".formatted(character);
    }

    private static int firstNonBlank(String text) {
        var i = 0;
        while (i < text.length() && BLANKS.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static int lastNonBlank(String text, int start) {
        var i = text.length() - 1;
        while (i >= start && BLANKS.indexOf(text.charAt(i)) >= 0) {
            i--;
        }
        return i;
    }
}
