package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** The attestation token out of an Authorization header: as Bearer, or as the password of Basic. */
final class EnrolmentCredentials {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private EnrolmentCredentials() {}

    static String token(String authorization) {
        var header = authorization == null ? "" : authorization.strip();
        var scheme = header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BEARER)) {
            return header.substring(BEARER.length()).strip();
        }
        if (scheme.startsWith(BASIC)) {
            return password(header.substring(BASIC.length()).strip());
        }
        throw invalid(null);
    }

    static CaException invalid(Throwable cause) {
        return new CaException(
                CaException.Code.INVALID_TOKEN,
                "A valid attestation token is needed, as Bearer or as the password of Basic.",
                cause);
    }

    /** RFC 7617 §2: the user name has no colon, and means nothing here. */
    private static String password(String credentials) {
        try {
            var text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            if (colon >= 0) {
                return text.substring(colon + 1);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }
}
