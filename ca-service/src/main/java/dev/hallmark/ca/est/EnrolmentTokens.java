package dev.hallmark.ca.est;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.attestation.AttestationTokens;
import dev.hallmark.commons.attestation.InvalidTokenException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The attestation tokens in Authorization headers: as Bearer, or as the password of Basic. */
@ApplicationScoped
class EnrolmentTokens {

    private static final Logger LOG = Logger.getLogger(EnrolmentTokens.class);
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final AttestationTokens tokens;

    EnrolmentTokens(AttestationTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What the token in the header says of its device.
     *
     * @return fails with {@link CaException.Code#INVALID_TOKEN} unless the header holds a token that is good now
     */
    Uni<AttestationResult> verify(String authorization) {
        return tokens.verify(token(authorization))
                .onFailure(InvalidTokenException.class)
                .transform(e -> {
                    LOG.debugf("token refused: %s", e.getMessage());
                    return invalid(e);
                })
                .onFailure(e -> !(e instanceof CaException))
                .transform(e -> new CaException(
                        CaException.Code.UNAVAILABLE, "The token cannot be checked now; try again.", e));
    }

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

    private static CaException invalid(Throwable cause) {
        return new CaException(
                CaException.Code.INVALID_TOKEN,
                "A valid attestation token is needed, as Bearer or as the password of Basic.",
                cause);
    }
}
