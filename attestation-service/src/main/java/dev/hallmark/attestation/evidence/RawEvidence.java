package dev.hallmark.attestation.evidence;

import static dev.hallmark.attestation.evidence.EvidenceRefused.unless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * The raw transcript's evidence, read strictly. A member that the signature does not cover has no business here, so
 * unknown ones are refused.
 *
 * @param softwareVersion an unsigned number of 32 bits
 */
record RawEvidence(
        byte[] signature,
        Optional<SubjectPublicKey> operationalKey,
        Optional<SubjectPublicKey> firmwareKey,
        long softwareVersion,
        ObjectNode members) {

    private static final Set<String> MEMBERS = Set.of("signature", "operationalKey", "firmwareKey", "softwareVersion");
    private static final long LARGEST_U32 = 0xFFFF_FFFFL;
    private static final int DEEPEST = 4;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static RawEvidence read(byte[] body) throws EvidenceRefused {
        var object = object(body);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            unless(MEMBERS.contains(names.next()), RefusalReason.MALFORMED);
        }
        var members = new MemberReader(object);
        var softwareVersion = members.count("softwareVersion");
        unless(softwareVersion <= LARGEST_U32, RefusalReason.MALFORMED);
        return new RawEvidence(
                members.base64url("signature"),
                members.optionalKey("operationalKey"),
                members.optionalKey("firmwareKey"),
                softwareVersion,
                object);
    }

    /** What describes the device; keys in one form, whichever they came in. */
    ObjectNode recorded() {
        var recorded = members.deepCopy().<ObjectNode>without("signature");
        operationalKey.ifPresent(key -> recorded.put("operationalKey", key.der()));
        firmwareKey.ifPresent(key -> recorded.put("firmwareKey", key.der()));
        return recorded;
    }

    private static ObjectNode object(byte[] body) throws EvidenceRefused {
        try {
            // Decoded here, since Jackson would guess at UTF-16 and UTF-32 too (RFC 8259 §8.1 allows UTF-8 only).
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            if (STRICT.readTree(text.toString()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException | RuntimeException e) {
            throw new EvidenceRefused(RefusalReason.MALFORMED);
        }
        throw new EvidenceRefused(RefusalReason.MALFORMED);
    }
}
