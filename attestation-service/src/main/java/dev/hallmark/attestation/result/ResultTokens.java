package dev.hallmark.attestation.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.attestation.AttestationResult;
import dev.hallmark.commons.jose.UnsignedJws;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes attestation results and signs them. */
@ApplicationScoped
public class ResultTokens {

    /** How long a result may be used. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SigningKeys keys;
    private final ResultConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Vertx vertx;

    ResultTokens(SigningKeys keys, ResultConfig config, ObjectMapper json, Clock clock, Vertx vertx) {
        this.keys = keys;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.vertx = vertx;
    }

    public Uni<ResultToken> issue(AttestedDevice attested) {
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var claims = claims(attested, now);
        return keys.current()
                .chain(key -> vertx.executeBlocking(() -> sign(key, claims), false))
                .map(text -> new ResultToken(text, now.plus(LIFETIME)));
    }

    /** Whether this kind of root of trust is a chip's. */
    public boolean isHardware(String rootOfTrust) {
        return config.hardwareRootsOfTrust().contains(rootOfTrust);
    }

    private static AttestationResult claims(AttestedDevice attested, Instant now) {
        var device = attested.device();
        var trustworthiness = attested.trustworthiness();
        return new AttestationResult(
                AttestationResult.ISSUER,
                device.id(),
                AttestationResult.AUDIENCE,
                now.getEpochSecond(),
                now.plus(LIFETIME).getEpochSecond(),
                UUID.randomUUID().toString(),
                AttestationResult.PROFILE,
                attested.confirmation(),
                device.tenant(),
                device.batch().orElse(null),
                device.policy().orElse(null),
                attested.policy().certificateProfile().orElse(null),
                device.serial().orElse(null),
                device.model().orElse(null),
                device.generation(),
                trustworthiness.status(),
                trustworthiness.vector(),
                trustworthiness.trust(),
                FIRST_OWNER,
                device.version());
    }

    /** Transfers between owners are not there yet. */
    private static final int FIRST_OWNER = 0;

    private String sign(SigningKey key, AttestationResult claims) throws JsonProcessingException {
        var token = UnsignedJws.of(key.verificationKey().kid(), json.writeValueAsBytes(claims));
        return token.with(key.sign(token.signingInput()));
    }
}
