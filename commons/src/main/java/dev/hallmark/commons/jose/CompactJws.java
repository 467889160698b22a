package dev.hallmark.commons.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * A JWS in compact serialisation (RFC 7515 §3.1), parsed strictly but not verified: the caller verifies
 * {@link #signature} over {@link #signingInput} with a key and an algorithm of its own choice.
 *
 * @param header the protected header, an object
 * @param payload the claims, an object
 */
public record CompactJws(ObjectNode header, ObjectNode payload, byte[] signingInput, byte[] signature) {

    private static final int MOST_CHARACTERS = 65_536;
    private static final int DEEPEST = 16;
    /** Header members that would let the sender choose the key or the rules. */
    private static final Set<String> REFUSED = Set.of("crit", "jwk", "jku", "x5c", "x5u", "b64", "zip");

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    /**
     * Reads a compact JWS of at most 65,536 characters.
     *
     * @throws InvalidJwsException when it does not have three parts of canonical unpadded base64url, when header or
     *     payload is not one JSON object in UTF-8 with distinct members, or when the header contains a key or critical
     *     members
     */
    public static CompactJws parse(String text) throws InvalidJwsException {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidJwsException("too long");
        }
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidJwsException("not three parts");
        }
        var header = object(parts[0]);
        for (var name : REFUSED) {
            if (header.has(name)) {
                throw new InvalidJwsException("header member not taken: " + name);
            }
        }
        var signingInput = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new CompactJws(header, object(parts[1]), signingInput, base64url(parts[2]));
    }

    /** The text of a header or payload member, or the empty string when it is absent or no string. */
    public static String text(JsonNode object, String member) {
        var value = object.get(member);
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    private static ObjectNode object(String part) throws InvalidJwsException {
        var octets = base64url(part);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            if (STRICT.readTree(octets) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException e) {
            throw new InvalidJwsException("not UTF-8", e);
        } catch (IOException | RuntimeException e) {
            throw new InvalidJwsException("not one JSON object with distinct members", e);
        }
        throw new InvalidJwsException("not a JSON object");
    }

    private static byte[] base64url(String part) throws InvalidJwsException {
        try {
            var octets = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(octets).equals(part)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidJwsException("not base64url", e);
        }
        throw new InvalidJwsException("not canonical base64url");
    }
}
