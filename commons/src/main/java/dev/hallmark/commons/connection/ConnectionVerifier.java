package dev.hallmark.commons.connection;

import static dev.hallmark.commons.connection.ConnectionToken.require;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Checks the Hallmark-Connection header of requests to one service. */
public final class ConnectionVerifier {
    /** A service's clock may lag the gateway's by this much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private final String audience;
    private final List<ConnectionSecret> secrets;
    private final Clock clock;

    public ConnectionVerifier(String audience, List<ConnectionSecret> secrets, Clock clock) {
        this.audience = audience;
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Returns what the gateway asserts about the connection.
     *
     * @param headers every Hallmark-Connection header of the request
     * @param uri path and query as they arrived, undecoded
     * @throws InvalidConnectionException unless there is exactly one, created by the gateway for this request
     */
    public ConnectionFacts verify(List<String> headers, String method, String uri) {
        require(headers.size() == 1, headers.size() + " headers");
        var claims = new ClaimsReader(authenticated(headers.getFirst()));
        require(ConnectionToken.ISSUER.equals(claims.text("iss")), "iss");
        require(audience.equals(claims.text("aud")), "aud");
        requireFresh(claims.number("iat"), claims.number("exp"));
        require(method.equals(claims.text("htm")), "htm");
        require(uri.equals(claims.text("htu")), "htu");
        return claims.facts();
    }

    private JsonNode authenticated(String token) {
        var jws = parse(token);
        var header = jws.header();
        require(header.size() == 1 && ConnectionToken.ALGORITHM.equals(CompactJws.text(header, "alg")), "header");
        require(anyMatches(jws.signingInput(), jws.signature()), "signature");
        return jws.payload();
    }

    private static CompactJws parse(String token) {
        try {
            return CompactJws.parse(token);
        } catch (InvalidJwsException e) {
            throw new InvalidConnectionException("not a compact JWS", e);
        }
    }

    /** Tries every secret, so that timing does not reveal which one is in use. */
    private boolean anyMatches(byte[] input, byte[] code) {
        boolean matched = false;
        for (var secret : secrets) {
            matched |= secret.matches(input, code);
        }
        return matched;
    }

    private void requireFresh(long issuedAt, long expiresAt) {
        long now = clock.instant().getEpochSecond();
        require(expiresAt > now, "expired");
        require(issuedAt <= now + CLOCK_TOLERANCE.toSeconds(), "iat");
        require(expiresAt > issuedAt && expiresAt - issuedAt <= ConnectionToken.LIFETIME.toSeconds(), "exp");
    }
}
