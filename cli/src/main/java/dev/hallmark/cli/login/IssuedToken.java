package dev.hallmark.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A bearer token.
 *
 * @param expiresAt none for one that does not say
 * @param refresh with which an OIDC provider issues the next
 */
record IssuedToken(String token, Optional<Instant> expiresAt, Optional<String> refresh) {

    /** A request and the clocks of two machines take no longer. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Anything else could not be in a header. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /**
     * A token that somebody gave, without the line break at its end.
     *
     * @param source to be named when it is no token
     */
    static IssuedToken read(String text, String source) throws CommandFailure {
        var token = text.strip();
        if (!FORM.matcher(token).matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "%s holds no bearer token; letters, digits and - . _ ~ + / are accepted, and = at the end (RFC 6750 §2.1)"
                            .formatted(source));
        }
        return of(token);
    }

    /** A token that says itself until when it is valid, if it is a JSON Web Token. */
    private static IssuedToken of(String token) {
        var expiry = claims(token).map(claims -> claims.path("exp")).filter(JsonNode::canConvertToLong);
        return new IssuedToken(token, expiry.map(at -> Instant.ofEpochSecond(at.asLong())), Optional.empty());
    }

    boolean isFresh(Instant now) {
        return expiresAt.map(end -> now.plus(MARGIN).isBefore(end)).orElse(true);
    }

    Optional<JsonNode> claims() {
        return claims(token);
    }

    private static Optional<JsonNode> claims(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(Api.json().readTree(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tokens are not for logs. */
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=" + expiresAt + "]";
    }
}
