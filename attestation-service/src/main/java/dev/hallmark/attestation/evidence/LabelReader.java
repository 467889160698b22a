package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the values of a CBOR map with numbers for keys, by the exact type they must have. */
record LabelReader(CBORObject map) {

    private static final int LONGEST_TEXT = 8192;

    Optional<CBORObject> value(int label) {
        return Optional.ofNullable(map.GetOrDefault(label, null));
    }

    String text(int label) throws EvidenceRefused {
        return optionalText(label).orElseThrow(() -> new EvidenceRefused(RefusalReason.MALFORMED));
    }

    Optional<String> optionalText(int label) throws EvidenceRefused {
        var value = value(label);
        return value.isPresent() ? Optional.of(text(value.get())) : Optional.empty();
    }

    byte[] octets(int label) throws EvidenceRefused {
        return optionalOctets(label).orElseThrow(() -> new EvidenceRefused(RefusalReason.MALFORMED));
    }

    Optional<byte[]> optionalOctets(int label) throws EvidenceRefused {
        var value = value(label);
        unless(value.isEmpty() || value.get().getType() == CBORType.ByteString, RefusalReason.MALFORMED);
        return value.map(CBORObject::GetByteString);
    }

    /** A whole number from zero. */
    OptionalLong optionalCount(int label) throws EvidenceRefused {
        var value = value(label);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        var number = value.get();
        unless(number.getType() == CBORType.Integer && number.CanValueFitInInt64(), RefusalReason.MALFORMED);
        unless(number.AsInt64Value() >= 0, RefusalReason.MALFORMED);
        return OptionalLong.of(number.AsInt64Value());
    }

    /** The octets of a SubjectPublicKeyInfo. */
    Optional<SubjectPublicKey> optionalKey(int label) throws EvidenceRefused {
        var octets = optionalOctets(label);
        try {
            return octets.isEmpty() ? Optional.empty() : Optional.of(SubjectPublicKey.parse(octets.get()));
        } catch (InvalidPublicKeyException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }

    static String text(CBORObject value) throws EvidenceRefused {
        unless(value.getType() == CBORType.TextString, RefusalReason.MALFORMED);
        unless(value.AsString().length() <= LONGEST_TEXT, RefusalReason.MALFORMED);
        return value.AsString();
    }

    static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
