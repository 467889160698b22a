package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The claims of an EAT in JSON, of the right types and not yet believed. Claims we have no use for are ignored, as
 * RFC 7519 §4 asks.
 *
 * @param recorded those that describe the device's state
 */
record EatClaims(
        String nonce,
        String audience,
        String profile,
        String ueid,
        Optional<String> binding,
        Optional<String> confirmation,
        OptionalLong bootcount,
        OptionalLong softwareVersion,
        ObjectNode recorded) {

    /** RFC 9711 §4.2.9, the names of JSON. */
    private static final Set<String> DEBUG_STATES = Set.of(
            "enabled", "disabled", "disabled-since-boot", "disabled-permanently", "disabled-fully-and-permanently");

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
        unless(debug.isEmpty() || DEBUG_STATES.contains(debug.get()), RefusalReason.MALFORMED);
        debug.ifPresent(state -> recorded.put("dbgstat", state));
        return recorded;
    }

    /** RFC 9711 §4.2.7: [version, scheme]; our counter when the version is a number and no more. */
    private static OptionalLong softwareVersion(JsonNode claim) throws EvidenceRefused {
        if (claim == null) {
            return OptionalLong.empty();
        }
        unless(claim.isArray() && claim.size() >= 1 && claim.size() <= 2, RefusalReason.MALFORMED);
        unless(claim.get(0).isTextual(), RefusalReason.MALFORMED);
        var version = claim.get(0).textValue();
        return version.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(version)) : OptionalLong.empty();
    }

    /** RFC 7800 §3: one way to name the key, ours is the thumbprint. */
    private static Optional<String> confirmation(ObjectNode payload) throws EvidenceRefused {
        var claim = payload.get("cnf");
        if (claim == null) {
            return Optional.empty();
        }
        unless(claim instanceof ObjectNode && claim.size() == 1, RefusalReason.MALFORMED);
        var thumbprint = new MemberReader((ObjectNode) claim).text("jkt");
        unless(thumbprint.matches("[A-Za-z0-9_-]{43}"), RefusalReason.MALFORMED);
        return Optional.of(thumbprint);
    }
}
