package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;
import static dev.hallmark.attestation.evidence.LabelReader.base64url;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.attestation.Confirmation;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the claims of an EAT in CBOR. Claims we have no use for are ignored, as RFC 8392 §3 asks. */
final class CwtClaims {

    private static final int AUDIENCE = 3;
    private static final int CONFIRMATION = 8;
    private static final int NONCE = 10;
    private static final int UEID = 256;
    private static final int DEBUG_STATE = 263;
    private static final int PROFILE = 265;
    private static final int BOOTCOUNT = 267;
    private static final int SOFTWARE_NAME = 270;
    private static final int SOFTWARE_VERSION = 271;
    private static final int MEASUREMENTS = 273;
    private static final int BINDING = -75_001;
    private static final int FIRMWARE_KEY = -75_002;
    /** The confirmation method of RFC 9679 §5.6. */
    private static final int COSE_KEY_THUMBPRINT = 5;

    private static final int SHA256 = 32;

    private CwtClaims() {}

    static EatClaims read(byte[] payload) throws EvidenceRefused {
        var map = StrictCbor.read(payload);
        unless(map.getType() == CBORType.Map, RefusalReason.MALFORMED);
        var claims = new LabelReader(map);
        return new EatClaims(
                base64url(claims.octets(NONCE)),
                claims.text(AUDIENCE),
                claims.text(PROFILE),
                base64url(claims.octets(UEID)),
                claims.optionalOctets(BINDING).map(LabelReader::base64url),
                confirmation(claims.value(CONFIRMATION)),
                claims.optionalCount(BOOTCOUNT),
                softwareVersion(claims.value(SOFTWARE_VERSION)),
                recorded(claims));
    }

    /** Under the names of JSON claims, so that a device's record is the same for both encodings. */
    private static ObjectNode recorded(LabelReader claims) throws EvidenceRefused {
        var recorded = JsonNodeFactory.instance.objectNode();
        claims.optionalText(SOFTWARE_NAME).ifPresent(name -> recorded.put("swname", name));
        claims.optionalCount(BOOTCOUNT).ifPresent(count -> recorded.put("bootcount", count));
        claims.optionalKey(FIRMWARE_KEY).ifPresent(key -> recorded.put("firmware_key", key.der()));
        var version = claims.value(SOFTWARE_VERSION);
        if (version.isPresent()) {
            recorded.putArray("swversion").add(LabelReader.text(version.get().get(0)));
        }
        var debug = claims.optionalCount(DEBUG_STATE);
        if (debug.isPresent()) {
            unless(debug.getAsLong() < EatClaims.DEBUG_STATES.size(), RefusalReason.MALFORMED);
            recorded.put("dbgstat", EatClaims.DEBUG_STATES.get((int) debug.getAsLong()));
        }
        var measurements = claims.value(MEASUREMENTS);
        unless(measurements.isEmpty() || measurements.get().getType() == CBORType.Array, RefusalReason.MALFORMED);
        measurements.ifPresent(list -> recorded.put("measurements", base64url(list.EncodeToBytes())));
        return recorded;
    }

    /** RFC 9711 §4.2.7: [version, scheme]. */
    private static OptionalLong softwareVersion(Optional<CBORObject> claim) throws EvidenceRefused {
        if (claim.isEmpty()) {
            return OptionalLong.empty();
        }
        var list = claim.get();
        unless(list.getType() == CBORType.Array && list.size() >= 1 && list.size() <= 2, RefusalReason.MALFORMED);
        return EatClaims.counter(LabelReader.text(list.get(0)));
    }

    /** RFC 8747 §3: one way to name the key, ours is the thumbprint. */
    private static Optional<Confirmation> confirmation(Optional<CBORObject> claim) throws EvidenceRefused {
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        unless(claim.get().getType() == CBORType.Map && claim.get().size() == 1, RefusalReason.MALFORMED);
        var thumbprint = new LabelReader(claim.get()).octets(COSE_KEY_THUMBPRINT);
        unless(thumbprint.length == SHA256, RefusalReason.MALFORMED);
        return Optional.of(Confirmation.ofCose(thumbprint));
    }
}
