package dev.hallmark.gateway.route;

import dev.hallmark.gateway.refusal.Refusal;
import dev.hallmark.gateway.refusal.RefusedException;
import java.util.List;

/**
 * Path and query of a request, undecoded. Anything that two programs might read differently is refused rather than
 * normalised, so that the gateway and the service see the same path.
 *
 * @param uri path and query in origin form, as they are sent on
 * @param segments of the path, undecoded
 */
public record RequestTarget(String uri, List<String> segments) {
    private static final String UNRESERVED_MARKS = "-._~";
    /** RFC 3986 §3.3 without ";": path parameters are read by some servers and not by others. */
    private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,=:@/";

    private static final String QUERY_MARKS = PATH_MARKS + "?;";
    /** Octets that mean something else once decoded; "%" itself would allow double encoding. */
    private static final String NEVER_ENCODED_IN_PATH = "./\\%;";

    private static final int LAST_ASCII = 0x7f;
    private static final int LAST_OCTET = 0xff;

    public RequestTarget {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a request target in origin form.
     *
     * @throws RefusedException with {@link Refusal#BAD_REQUEST} for any other form, a character outside RFC 3986, empty
     *     or dot segments, and encoded dots, slashes, backslashes, percent signs, semicolons, control octets, and, in
     *     the path, octets beyond ASCII, since overlong UTF-8 can encode a dot
     */
    public static RequestTarget parse(String uri) {
        require(uri != null && uri.startsWith("/"));
        int mark = uri.indexOf('?');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        requireSpelling(path, PATH_MARKS, NEVER_ENCODED_IN_PATH, LAST_ASCII);
        requireSpelling(mark < 0 ? "" : uri.substring(mark + 1), QUERY_MARKS, "", LAST_OCTET);
        require(!path.contains("//"));
        var segments = List.of(path.substring(1).split("/", -1));
        require(!segments.contains(".") && !segments.contains(".."));
        return new RequestTarget(uri, segments);
    }

    private static void requireSpelling(String text, String marks, String neverEncoded, int lastEncoded) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                requireEncoding(text, i, neverEncoded, lastEncoded);
                i += 2;
            } else {
                require(isAlphanumeric(character) || marks.indexOf(character) >= 0);
            }
        }
    }

    private static void requireEncoding(String text, int at, String neverEncoded, int lastEncoded) {
        require(at + 2 < text.length());
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        require(high >= 0 && low >= 0);
        int octet = (high << 4) | low;
        require(octet >= 0x20 && octet != 0x7f && octet <= lastEncoded && neverEncoded.indexOf(octet) < 0);
    }

    private static boolean isAlphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    /** Not Character.digit, which accepts the digits of every script. */
    private static int hex(char character) {
        return "0123456789abcdef".indexOf(character >= 'A' && character <= 'F' ? character + 32 : character);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new RefusedException(Refusal.BAD_REQUEST);
        }
    }
}
