package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the claims of an EAT in JSON. Claims we have no use for are ignored, as RFC 7519 §4 asks. */
final class JwtClaims {

    private JwtClaims() {}

    static EatClaims read(ObjectNode payload) throws EvidenceRefused {
        var claims = new MemberReader(payload);
        return new EatClaims(
                claims.text("eat_nonce"),
                claims.text("aud"),
                claims.text("eat_profile"),
                claims.text("ueid"),
                claims.optionalText("cb"),
                confirmation(payload),
                claims.optionalCount("bootcount"),
                softwareVersion(payload.get("swversion")),
                recorded(payload));
    }

    private static ObjectNode recorded(ObjectNode payload) throws EvidenceRefused {
        var claims = new MemberReader(payload);
        var recorded = payload.deepCopy().retain("swversion", "bootcount", "measurements");
        unless(!recorded.has("measurements") || recorded.get("measurements").isArray(), RefusalReason.MALFORMED);
        claims.optionalText("swname").ifPresent(name -> recorded.put("swname", name));
        claims.optionalKey("firmware_key").ifPresent(key -> recorded.put("firmware_key", key.der()));
        var debug = claims.optionalText("dbgstat");
        unless(debug.isEmpty() || EatClaims.DEBUG_STATES.contains(debug.get()), RefusalReason.MALFORMED);
        debug.ifPresent(state -> recorded.put("dbgstat", state));
        return recorded;
    }

    /** RFC 9711 §4.2.7: [version, scheme]. */
    private static OptionalLong softwareVersion(JsonNode claim) throws EvidenceRefused {
        if (claim == null) {
            return OptionalLong.empty();
        }
        unless(claim.isArray() && claim.size() >= 1 && claim.size() <= 2, RefusalReason.MALFORMED);
        unless(claim.get(0).isTextual(), RefusalReason.MALFORMED);
        return EatClaims.counter(claim.get(0).textValue());
    }

    /** RFC 7800 §3: one way to name the key, ours is the thumbprint. */
    private static Optional<Confirmation> confirmation(ObjectNode payload) throws EvidenceRefused {
        var claim = payload.get("cnf");
        if (claim == null) {
            return Optional.empty();
        }
        unless(claim instanceof ObjectNode && claim.size() == 1, RefusalReason.MALFORMED);
        var thumbprint = new MemberReader((ObjectNode) claim).text("jkt");
        unless(thumbprint.matches("[A-Za-z0-9_-]{43}"), RefusalReason.MALFORMED);
        return Optional.of(Confirmation.ofJwk(thumbprint));
    }
}
