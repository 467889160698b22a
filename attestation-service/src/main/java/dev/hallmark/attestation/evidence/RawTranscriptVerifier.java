package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import dev.hallmark.commons.identity.SignatureEncoding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/**
 * A signature over the transcript, or an HMAC by a key that cannot sign. Nonce, audience and connection are not sent but
 * signed: a wrong one shows as a wrong signature.
 */
@ApplicationScoped
class RawTranscriptVerifier implements EvidenceVerifier {

    private static final byte[] UNBOUND = new byte[32];

    @Override
    public String mediaType() {
        return "application/vnd.hallmark.evidence+json";
    }

    @Override
    public Evidence verify(byte[] body, Expectation expected) throws EvidenceRefused {
        var evidence = RawEvidence.read(body);
        expected.requireUsableAlgorithm();
        expected.requireRegisteredKey();
        expected.requireFresh();
        expected.requireSameConnection();
        var bound = requireSignature(evidence, expected);
        return new Evidence(
                Confirmation.ofJwk(
                        evidence.operationalKey().orElse(expected.key()).thumbprint()),
                bound,
                OptionalLong.empty(),
                OptionalLong.of(evidence.softwareVersion()),
                evidence.recorded());
    }

    /** Whether the signature is bound to the connection; without an exporter a device signs zeros in its place. */
    private static boolean requireSignature(RawEvidence evidence, Expectation expected) throws EvidenceRefused {
        var connection = expected.connection();
        if (connection.known() && signed(evidence, expected, connection.binding())) {
            return true;
        }
        var mayBeUnbound = !connection.known() || expected.allowsUnbound();
        unless(mayBeUnbound && signed(evidence, expected, UNBOUND), RefusalReason.SIGNATURE);
        return false;
    }

    private static boolean signed(RawEvidence evidence, Expectation expected, byte[] binding) {
        var transcript = Transcript.of(expected, binding, evidence);
        return expected.isProven(transcript, evidence.signature(), SignatureEncoding.DER);
    }
}
