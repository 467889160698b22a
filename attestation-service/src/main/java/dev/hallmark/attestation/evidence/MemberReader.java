package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.InvalidPublicKeyException;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an object's members by the exact type they must have. */
record MemberReader(ObjectNode object) {

    private static final int LONGEST_TEXT = 8192;

    String text(String name) throws EvidenceRefused {
        var member = object.get(name);
        unless(member != null && member.isTextual(), RefusalReason.MALFORMED);
        unless(member.textValue().length() <= LONGEST_TEXT, RefusalReason.MALFORMED);
        return member.textValue();
    }

    Optional<String> optionalText(String name) throws EvidenceRefused {
        return object.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    OptionalLong optionalCount(String name) throws EvidenceRefused {
        return object.has(name) ? OptionalLong.of(count(name)) : OptionalLong.empty();
    }

    /** A whole number from zero; 1.0 and 1e3 are none. */
    long count(String name) throws EvidenceRefused {
        var member = object.get(name);
        unless(member != null && member.isIntegralNumber() && member.canConvertToLong(), RefusalReason.MALFORMED);
        unless(member.longValue() >= 0, RefusalReason.MALFORMED);
        return member.longValue();
    }

    /** Base64 or PEM of a SubjectPublicKeyInfo. */
    Optional<SubjectPublicKey> optionalKey(String name) throws EvidenceRefused {
        var text = optionalText(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SubjectPublicKey.parse(text.get()));
        } catch (InvalidPublicKeyException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }

    /** Base64url in its one spelling: without padding, unused bits zero. */
    byte[] base64url(String name) throws EvidenceRefused {
        try {
            var octets = Base64.getUrlDecoder().decode(text(name));
            var canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
            unless(canonical.equals(text(name)), RefusalReason.MALFORMED);
            return octets;
        } catch (IllegalArgumentException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
    }
}
