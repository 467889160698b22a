package dev.hallmark.device.attestation;

import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.SigningKey;
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

    public Challenge challenge(SigningKey identity, Purpose purpose) throws IOException, UnexpectedAnswerException {
        var body = Json.write(Map.of(
                "publicKey", Base64.getEncoder().encodeToString(identity.subjectPublicKey()),
                "purpose", purpose.toString()));
        return connection
                .send(Request.post(CHALLENGES, "application/json", body))
                .expect(201)
                .json(Challenge.class);
    }

    /** Signs the evidence over this very connection and hands it in. */
    public AttestationResult prove(Challenge challenge, EvidenceFormat format, Claimant claimant)
            throws IOException, UnexpectedAnswerException {
        return submit(challenge, format.evidence(challenge, claimant));
    }

    /** Hands in evidence as it is. */
    public AttestationResult submit(Challenge challenge, Evidence evidence)
            throws IOException, UnexpectedAnswerException {
        var path = CHALLENGES + "/" + challenge.challengeId() + "/evidence";
        return connection
                .send(Request.post(path, evidence.contentType(), evidence.body()))
                .expect(200)
                .json(AttestationResult.class);
    }
}
