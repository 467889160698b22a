package dev.hallmark.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A bearer token.
 *
 * @param expiresAt none for one that does not say
 * @param refresh with which an OIDC provider issues the next
 */
record IssuedToken(String token, Optional<Instant> expiresAt, Optional<String> refresh) {

    /** A request and the clocks of two machines take no longer. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** A token that says itself until when it is valid, if it is a JSON Web Token. */
    static IssuedToken of(String token) {
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
