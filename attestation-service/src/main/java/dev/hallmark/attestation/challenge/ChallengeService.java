package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KemAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Issues challenges, and consumes each of them once. */
@ApplicationScoped
public class ChallengeService {

    /** The profile that evidence follows. */
    public static final String PROFILE = "tag:hallmark.dev,2026:attestation/1";

    private static final int NONCE = 32;

    private final ChallengeTable challenges;
    private final ChallengeConfig config;
    private final UnknownDeviceLog unknown;
    private final TlsRefusals tlsRefusals;
    private final Vertx vertx;

    ChallengeService(
            ChallengeTable challenges,
            ChallengeConfig config,
            UnknownDeviceLog unknown,
            TlsRefusals tlsRefusals,
            Vertx vertx) {
        this.challenges = challenges;
        this.config = config;
        this.unknown = unknown;
        this.tlsRefusals = tlsRefusals;
        this.vertx = vertx;
    }

    /** Issues a challenge; it replaces one for the same purpose on the same connection. */
    Uni<Challenge> issue(SubjectPublicKey key, Purpose purpose, TlsConnection connection) {
        return challenges
                .issue(ChallengeId.random(), key, purpose, connection, Nonces.random(NONCE), config.lifetime())
                .map(issued -> issued.orElseThrow(() -> refused(key.deviceId(), connection)))
                .chain(challenge -> complete(challenge, key));
    }

    private AttestationException refused(DeviceId device, TlsConnection connection) {
        if (!connection.isTls13()) {
            tlsRefusals.add(device);
        }
        return unknown.device(device);
    }

    /** A key that cannot sign gets something to open. A refused request does none of this work. */
    private Uni<Challenge> complete(Challenge challenge, SubjectPublicKey key) {
        if (!(challenge.algorithm() instanceof KemAlgorithm kem) || !key.allows(kem)) {
            return Uni.createFrom().item(challenge);
        }
        return vertx.executeBlocking(() -> new InverseChallenge(key.encapsulate(kem), challenge.nonce()), false)
                .call(inverse -> challenges.expect(challenge.id(), inverse.answerKey()))
                .map(inverse -> challenge.toOpen(inverse.encapsulation()));
    }

    /**
     * Consumes a challenge and returns it; whether its evidence is accepted or not, it cannot be used again.
     *
     * @return fails with {@link Code#ATTESTATION_FAILED} for one that was never issued, or was used, replaced or
     *     removed after it expired
     */
    public Uni<ConsumedChallenge> consume(String id) {
        return ChallengeId.parse(id)
                .map(parsed -> challenges.consume(parsed).map(consumed -> consumed.orElseThrow(unknown::challenge)))
                .orElseGet(() -> Uni.createFrom().failure(unknown::challenge));
    }

    /** The audience that a challenge names and that evidence must name. */
    public String audience() {
        return config.audience();
    }
}
