package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.KemAlgorithm;
import dev.hallmark.commons.identity.SubjectPublicKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives challenges out and takes each back once. */
@ApplicationScoped
public class ChallengeService {

    /** The profile that evidence follows. */
    public static final String PROFILE = "tag:hallmark.dev,2026:attestation/1";

    private static final int NONCE = 32;

    private final ChallengeTable challenges;
    private final ChallengeConfig config;
    private final Strangers strangers;
    private final TlsRefusals tlsRefusals;
    private final Vertx vertx;

    ChallengeService(
            ChallengeTable challenges,
            ChallengeConfig config,
            Strangers strangers,
            TlsRefusals tlsRefusals,
            Vertx vertx) {
        this.challenges = challenges;
        this.config = config;
        this.strangers = strangers;
        this.tlsRefusals = tlsRefusals;
        this.vertx = vertx;
    }

    /** A new challenge; it takes the place of one given for the same purpose on the same connection. */
    Uni<Challenge> give(SubjectPublicKey key, Purpose purpose, TlsConnection connection) {
        return challenges
                .give(ChallengeId.random(), key, purpose, connection, Nonces.random(NONCE), config.lifetime())
                .map(given -> given.orElseThrow(() -> refused(key.deviceId(), connection)))
                .chain(challenge -> complete(challenge, key));
    }

    private AttestationException refused(DeviceId device, TlsConnection connection) {
        if (!connection.isTls13()) {
            tlsRefusals.add(device);
        }
        return strangers.device(device);
    }

    /** A key that cannot sign gets something to open. Who gets no challenge costs nothing of this. */
    private Uni<Challenge> complete(Challenge challenge, SubjectPublicKey key) {
        if (!(challenge.algorithm() instanceof KemAlgorithm kem) || !key.allows(kem)) {
            return Uni.createFrom().item(challenge);
        }
        return vertx.executeBlocking(() -> new InverseChallenge(key.encapsulate(kem), challenge.nonce()), false)
                .call(inverse -> challenges.expect(challenge.id(), inverse.answerKey()))
                .map(inverse -> challenge.toOpen(inverse.encapsulation()));
    }

    /**
     * Ends a challenge and tells what it was; whatever becomes of the evidence, it cannot be used again.
     *
     * @return fails with {@link Code#ATTESTATION_FAILED} for one that was never given, is used, replaced, or swept
     */
    public Uni<ConsumedChallenge> consume(String id) {
        return ChallengeId.parse(id)
                .map(parsed -> challenges.consume(parsed).map(consumed -> consumed.orElseThrow(strangers::challenge)))
                .orElseGet(() -> Uni.createFrom().failure(strangers::challenge));
    }

    /** What a challenge says of the service, and evidence has to say back. */
    public String audience() {
        return config.audience();
    }
}
