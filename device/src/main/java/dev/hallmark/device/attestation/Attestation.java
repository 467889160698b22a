package dev.hallmark.device.attestation;

import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.DecapsulationKey;
import dev.hallmark.device.identity.IdentityKey;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;

/** The device's side of attestation, over one connection. */
public final class Attestation {

    private static final String CHALLENGES = "/attestation/v1/challenges";

    private final GatewayConnection connection;

    public Attestation(GatewayConnection connection) {
        this.connection = connection;
    }

    public Challenge challenge(IdentityKey identity, Purpose purpose) throws IOException, UnexpectedAnswerException {
        var body = Json.write(Map.of(
                "publicKey", Base64.getEncoder().encodeToString(identity.subjectPublicKey()),
                "purpose", purpose.toString()));
        return connection
                .send(Request.post(CHALLENGES, "application/json", body))
                .expect(201)
                .json(Challenge.class);
    }

    /**
     * Creates evidence for this connection and submits it. A key that cannot sign supports one form of evidence, the
     * transcript.
     */
    public AttestationResult prove(Challenge challenge, EvidenceFormat format, Attester attester)
            throws IOException, UnexpectedAnswerException {
        var opens = attester.keys().identity() instanceof DecapsulationKey;
        return submit(challenge, evidence(challenge, opens ? EvidenceFormat.TRANSCRIPT : format, attester));
    }

    private static Evidence evidence(Challenge challenge, EvidenceFormat format, Attester attester) throws IOException {
        try {
            return format.evidence(challenge, attester);
        } catch (IllegalArgumentException e) {
            throw new IOException("this challenge cannot be answered: " + e.getMessage(), e);
        }
    }

    /** Submits evidence unchanged. */
    public AttestationResult submit(Challenge challenge, Evidence evidence)
            throws IOException, UnexpectedAnswerException {
        var path = CHALLENGES + "/" + challenge.challengeId() + "/evidence";
        return connection
                .send(Request.post(path, evidence.contentType(), evidence.body()))
                .expect(200)
                .json(AttestationResult.class);
    }
}
