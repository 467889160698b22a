package dev.hallmark.commons.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import dev.hallmark.commons.jose.PublishedKeys;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Verifies attestation tokens: ES256 by a key of the attestation-service, audience and validity period. */
@ApplicationScoped
public class AttestationTokens {

    /** The clock skew that is tolerated between services. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Optional<PublishedKeys> keys;
    private final ObjectMapper json;
    private final Clock clock;

    AttestationTokens(
            Vertx vertx,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "hallmark.attestation.jwks-url") Optional<URI> url) {
        this.keys = url.map(address -> new PublishedKeys(vertx, json, clock, "the attestation-service", address));
        this.json = json;
        this.clock = clock;
    }

    /**
     * The claims of a token, once it has been verified.
     *
     * @return fails with {@link InvalidTokenException} when it is not valid; any other failure is a fault (the JWKS
     *     cannot be reached), and the caller may retry
     */
    public Uni<AttestationResult> verify(String token) {
        return published()
                .verify(token)
                .onFailure(InvalidJwsException.class)
                .transform(e -> new InvalidTokenException(e.getMessage(), e))
                .chain(this::result);
    }

    private PublishedKeys published() {
        return keys.orElseThrow(() -> new IllegalStateException("hallmark.attestation.jwks-url is not set"));
    }

    private Uni<AttestationResult> result(CompactJws jws) {
        try {
            return Uni.createFrom().item(verified(jws));
        } catch (InvalidTokenException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private AttestationResult verified(CompactJws jws) throws InvalidTokenException {
        var result = claims(jws);
        var now = clock.instant();
        if (!AttestationResult.ISSUER.equals(result.issuer())
                || !AttestationResult.AUDIENCE.equals(result.audience())
                || !AttestationResult.PROFILE.equals(result.eatProfile())) {
            throw new InvalidTokenException("not an attestation result for Hallmark");
        }
        if (now.minus(SKEW).getEpochSecond() >= result.expiresAt()) {
            throw new InvalidTokenException("expired");
        }
        if (now.plus(SKEW).getEpochSecond() < result.issuedAt()) {
            throw new InvalidTokenException("not yet valid");
        }
        return result;
    }

    private AttestationResult claims(CompactJws jws) throws InvalidTokenException {
        try {
            var result = json.treeToValue(jws.payload(), AttestationResult.class);
            if (result.deviceId() == null
                    || result.tenant() == null
                    || result.tokenId() == null
                    || result.confirmation() == null
                    || !result.confirmation().isWhole()) {
                throw new InvalidTokenException("a claim is missing");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new InvalidTokenException("the claims cannot be read", e);
        }
    }
}
