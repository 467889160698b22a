package dev.hallmark.operator.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import dev.hallmark.commons.jose.PublishedKeys;
import dev.hallmark.operator.access.AccessException;
import dev.hallmark.operator.access.MachineToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Verifies machine tokens, each service by itself.
 *
 * <ol>
 *   <li>The signature, ES256, by a key that the audit-service publishes.
 *   <li>Issuer, audience, subject and times.
 *   <li>That it is not revoked. Until a replica has read all revocations, it accepts none.
 * </ol>
 */
@ApplicationScoped
class MachineTokens {

    private static final Logger LOG = Logger.getLogger(MachineTokens.class);

    /** The clock skew that is tolerated between services. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Optional<PublishedKeys> keys;
    private final TokenRevocations revocations;
    private final ObjectMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    MachineTokens(
            Vertx vertx,
            ObjectMapper json,
            Clock clock,
            MachineTokenSettings settings,
            TokenRevocations revocations,
            MeterRegistry meters) {
        this.keys = settings.jwksUrl().map(url -> new PublishedKeys(vertx, json, clock, "machine tokens", url));
        this.revocations = revocations;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /** Whether a bearer token says that it is a machine token. */
    static boolean isOne(String bearer) {
        try {
            return MachineToken.ISSUER.equals(
                    CompactJws.text(CompactJws.parse(bearer).payload(), "iss"));
        } catch (InvalidJwsException e) {
            return false;
        }
    }

    /**
     * The claims of a machine token, once it has been verified.
     *
     * @return fails with {@link AccessException} when it is not accepted; any other failure is a fault, and the caller may
     *     retry
     */
    Uni<MachineToken> verify(String bearer) {
        return keys.map(published -> published.verify(bearer))
                .orElseGet(
                        () -> Uni.createFrom().failure(new InvalidJwsException("machine tokens are not accepted here")))
                .onFailure(InvalidJwsException.class)
                .transform(MachineTokens::notAccepted)
                .map(this::claims)
                .invoke(this::requireGoodNow)
                .onFailure(AccessException.class)
                .invoke(this::count);
    }

    /** The caller does not learn what is wrong with a token that is not ours. */
    private static AccessException notAccepted(Throwable reason) {
        LOG.debugf("machine token refused: %s", reason.getMessage());
        return AccessException.notAccepted();
    }

    private MachineToken claims(CompactJws jws) {
        try {
            return json.treeToValue(jws.payload(), MachineToken.class);
        } catch (JsonProcessingException e) {
            throw notAccepted(e);
        }
    }

    private void requireGoodNow(MachineToken token) {
        var now = clock.instant();
        if (!token.isWhole() || now.plus(SKEW).getEpochSecond() < token.issuedAt()) {
            throw notAccepted(new InvalidJwsException("a claim is missing, or not for us, or of a later time"));
        }
        if (now.getEpochSecond() >= token.expiresAt()) {
            throw AccessException.expired(Instant.ofEpochSecond(token.expiresAt()));
        }
        if (revocations.isRevoked(token.id())) {
            throw AccessException.revoked();
        }
    }

    private void count(Throwable refused) {
        var reason = ((AccessException) refused).members().get("token").toString();
        meters.counter("hallmark.tokens.refused", "reason", reason).increment();
    }
}
