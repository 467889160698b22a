package dev.hallmark.commons.attestation;

import static dev.hallmark.commons.jose.CompactJws.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.identity.SubjectPublicKey;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Verifies attestation tokens: ES256 by a key of the attestation-service, audience and validity period. */
@ApplicationScoped
public class AttestationTokens {

    /** The clock skew that is tolerated between services. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final VerifierKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    AttestationTokens(VerifierKeys keys, ObjectMapper json, Clock clock) {
        this.keys = keys;
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
        CompactJws jws;
        try {
            jws = CompactJws.parse(token);
        } catch (InvalidJwsException e) {
            return Uni.createFrom().failure(new InvalidTokenException("not a token", e));
        }
        if (!"ES256".equals(text(jws.header(), "alg"))) {
            return Uni.createFrom().failure(new InvalidTokenException("not signed with ES256"));
        }
        return keys.find(text(jws.header(), "kid")).chain(key -> {
            try {
                return Uni.createFrom().item(verified(jws, key));
            } catch (InvalidTokenException e) {
                return Uni.createFrom().failure(e);
            }
        });
    }

    private AttestationResult verified(CompactJws jws, SubjectPublicKey key) throws InvalidTokenException {
        if (!key.verify(jws.signingInput(), jws.signature(), SignatureEncoding.CONCATENATED)) {
            throw new InvalidTokenException("the signature is invalid");
        }
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
