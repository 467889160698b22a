package dev.hallmark.device.attestation;

import dev.hallmark.device.gateway.GatewayConnection;
import dev.hallmark.device.gateway.Json;
import dev.hallmark.device.gateway.Request;
import dev.hallmark.device.gateway.UnexpectedAnswerException;
import dev.hallmark.device.identity.IdentityKey;
import dev.hallmark.device.identity.OpeningKey;
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
     * Makes the evidence for this very connection and hands it in. A key that cannot sign has one form of evidence, the
     * transcript.
     */
    public AttestationResult prove(Challenge challenge, EvidenceFormat format, Claimant claimant)
            throws IOException, UnexpectedAnswerException {
        var opens = claimant.keys().identity() instanceof OpeningKey;
        return submit(challenge, evidence(challenge, opens ? EvidenceFormat.TRANSCRIPT : format, claimant));
    }

    private static Evidence evidence(Challenge challenge, EvidenceFormat format, Claimant claimant) throws IOException {
        try {
            return format.evidence(challenge, claimant);
        } catch (IllegalArgumentException e) {
            throw new IOException("there is no answer to this challenge: " + e.getMessage(), e);
        }
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
