package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.SignatureEncoding;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;

/** An EAT as a CWT (RFC 9711 §2, media type of RFC 9782), signed by COSE_Sign1. */
@ApplicationScoped
class EatCwtVerifier implements EvidenceVerifier {

    @Override
    public String mediaType() {
        return "application/eat+cwt";
    }

    @Override
    public Evidence verify(byte[] body, Expectation expected) throws EvidenceRefused {
        var message = CoseSign1.parse(body);
        var claims = CwtClaims.read(message.payload());

        expected.requireAlgorithm(algorithm(message));
        expected.requireRegisteredKey();
        if (message.kid().isPresent()) {
            var device = expected.challenge().device().id().bytes();
            unless(MessageDigest.isEqual(device, message.kid().get()), RefusalReason.KEY);
        }

        claims.require(expected);
        var signed = expected.isProven(message.signingInput(), message.signature(), SignatureEncoding.CONCATENATED);
        unless(signed, RefusalReason.SIGNATURE);
        return claims.evidence(expected.key());
    }

    private static long algorithm(CoseSign1 message) throws EvidenceRefused {
        return message.algorithm()
                .filter(label -> label.getType() == CBORType.Integer && label.CanValueFitInInt64())
                .map(CBORObject::AsInt64Value)
                .orElseThrow(() -> new EvidenceRefused(RefusalReason.ALGORITHM));
    }
}
