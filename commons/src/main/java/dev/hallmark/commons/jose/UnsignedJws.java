package dev.hallmark.commons.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A JWS in compact serialisation (RFC 7515 §3.1) that is about to be signed with ES256.
 *
 * @param signingInput what its signature is over, ASCII
 */
public record UnsignedJws(String signingInput) {

    /** @param claims a JSON object */
    public static UnsignedJws of(String keyId, byte[] claims) {
        var header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(keyId);
        return new UnsignedJws(base64url(header.getBytes(StandardCharsets.US_ASCII)) + "." + base64url(claims));
    }

    /** @param signature r and s, 32 octets each (RFC 7518 §3.4) */
    public String with(byte[] signature) {
        return signingInput + "." + base64url(signature);
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
