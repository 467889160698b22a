package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.AttestationException;
import dev.hallmark.attestation.AttestationException.Code;
import dev.hallmark.attestation.challenge.ChallengeService;
import dev.hallmark.attestation.challenge.ConsumedChallenge;
import dev.hallmark.attestation.challenge.TlsConnection;
import dev.hallmark.attestation.refusal.Refusal;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.attestation.refusal.Refusals;
import dev.hallmark.attestation.result.ResultToken;
import dev.hallmark.attestation.result.ResultTokens;
import dev.hallmark.attestation.result.Trustworthiness;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Turns evidence into an attestation result, or into one refusal that says nothing. */
@ApplicationScoped
class EvidenceService {

    /** What a device gets for good evidence. */
    record Attested(AppraisedEvidence evidence, ResultToken token) {}

    private final ChallengeService challenges;
    private final List<EvidenceVerifier> formats;
    private final AttestationRecord record;
    private final Refusals refusals;
    private final ResultTokens tokens;
    private final EvidenceConfig config;
    private final Vertx vertx;

    EvidenceService(
            ChallengeService challenges,
            @All List<EvidenceVerifier> formats,
            AttestationRecord record,
            Refusals refusals,
            ResultTokens tokens,
            EvidenceConfig config,
            Vertx vertx) {
        this.challenges = challenges;
        this.formats = formats;
        this.record = record;
        this.refusals = refusals;
        this.tokens = tokens;
        this.config = config;
        this.vertx = vertx;
    }

    /**
     * Verifies evidence for a challenge.
     *
     * <ol>
     *   <li>Size and format are checked; a failure here does not consume the challenge.
     *   <li>The challenge is consumed and that is committed: from here on a failure is final.
     *   <li>The evidence is verified against it, on a worker thread.
     *   <li>Key, bootcount and event are committed, if the device is still what it was in step 2.
     *   <li>The token is signed. A crash before that leaves an attested device without a token, which asks again; a
     *       token without a record never exists.
     * </ol>
     */
    Uni<Attested> attest(String challengeId, String mediaType, byte[] body, TlsConnection connection) {
        if (body.length > config.largest()) {
            throw new AttestationException(
                    Code.EVIDENCE_TOO_LARGE, "evidence has at most " + config.largest() + " octets");
        }
        var format = format(mediaType);
        return challenges.consume(challengeId).chain(challenge -> verify(challenge, format, body, connection)
                .call(appraised -> record.attested(appraised, format.mediaType()))
                .onFailure(EvidenceRefused.class)
                .call(refused -> refusals.publish(Refusal.of(challenge.device(), refused.reason())))
                .onFailure(EvidenceRefused.class)
                .transform(refused -> new AttestationException(Code.ATTESTATION_FAILED, refused.getMessage()))
                .chain(this::result));
    }

    private Uni<AppraisedEvidence> verify(
            ConsumedChallenge challenge, EvidenceVerifier format, byte[] body, TlsConnection connection) {
        if (!challenge.device().mayAttest()) {
            return Uni.createFrom().failure(new EvidenceRefused(RefusalReason.STANDING));
        }
        var expected = Expectation.of(challenge, challenges.audience(), connection);
        return vertx.executeBlocking(() -> appraise(format.verify(body, expected), expected), false);
    }

    private AppraisedEvidence appraise(Evidence evidence, Expectation expected) throws EvidenceRefused {
        var challenge = expected.challenge();
        var hardware =
                challenge.device().rootOfTrust().filter(tokens::isHardware).isPresent();
        var appraised = Appraisal.appraise(evidence, expected, hardware);
        return new AppraisedEvidence(
                challenge.device(),
                challenge.policy().orElseThrow(),
                challenge.publicKey(),
                appraised,
                new Trustworthiness(evidence.bound(), hardware));
    }

    private Uni<Attested> result(AppraisedEvidence appraised) {
        return tokens.issue(appraised.attestedDevice()).map(token -> new Attested(appraised, token));
    }

    private EvidenceVerifier format(String mediaType) {
        return formats.stream()
                .filter(format -> format.mediaType().equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new AttestationException(
                        Code.UNSUPPORTED_EVIDENCE,
                        "evidence comes as one of "
                                + formats.stream()
                                        .map(EvidenceVerifier::mediaType)
                                        .sorted()
                                        .toList()));
    }
}
