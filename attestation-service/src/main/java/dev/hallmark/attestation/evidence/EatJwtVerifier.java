package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;
import static dev.hallmark.commons.jose.CompactJws.text;

import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.SignatureEncoding;
import dev.hallmark.commons.jose.CompactJws;
import dev.hallmark.commons.jose.InvalidJwsException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** An EAT as a JWT (RFC 9711 §2, media type of RFC 9782). */
@ApplicationScoped
class EatJwtVerifier implements EvidenceVerifier {

    @Override
    public String mediaType() {
        return "application/eat+jwt";
    }

    @Override
    public Evidence verify(byte[] body, Expectation expected) throws EvidenceRefused {
        var jws = parse(body);
        var claims = JwtClaims.read(jws.payload());

        expected.requireAlgorithm(text(jws.header(), "alg"));
        expected.requireRegisteredKey();
        var device = expected.challenge().device().id();
        unless(device.hex().equals(text(jws.header(), "kid")), RefusalReason.KEY);

        claims.require(expected);
        var signed = expected.isProven(jws.signingInput(), jws.signature(), SignatureEncoding.CONCATENATED);
        unless(signed, RefusalReason.SIGNATURE);
        return claims.evidence(expected.key());
    }

    private static CompactJws parse(byte[] body) throws EvidenceRefused {
        try {
            // Octets beyond ASCII become characters that base64url has not.
            var jws = CompactJws.parse(new String(body, StandardCharsets.ISO_8859_1));
            unless("eat+jwt".equals(text(jws.header(), "typ")), RefusalReason.MALFORMED);
            return jws;
        } catch (InvalidJwsException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }
}
