package dev.hallmark.commons.attestation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hallmark.commons.identity.SubjectPublicKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * The key that a result is for, by the kind of thumbprint that the evidence used: one kind cannot be converted into the
 * other.
 *
 * @param jwk its JWK thumbprint (RFC 7800 §3.1 by way of RFC 7638), or null
 * @param cose its COSE_Key thumbprint (RFC 9679) in base64url, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Confirmation(@JsonProperty("jkt") String jwk, @JsonProperty("ckt") String cose) {

    public static Confirmation ofJwk(String thumbprint) {
        return new Confirmation(thumbprint, null);
    }

    public static Confirmation ofCose(byte[] thumbprint) {
        return new Confirmation(null, base64url(thumbprint));
    }

    /** Whether it has exactly one thumbprint. */
    boolean isWhole() {
        return (jwk == null) != (cose == null);
    }

    /** Whether this is the key. */
    public boolean names(SubjectPublicKey key) {
        return jwk != null
                ? same(jwk, key.thumbprint())
                : key.coseThumbprint()
                        .filter(thumbprint -> same(cose, base64url(thumbprint)))
                        .isPresent();
    }

    private static boolean same(String left, String right) {
        return MessageDigest.isEqual(
                left.getBytes(StandardCharsets.US_ASCII), right.getBytes(StandardCharsets.US_ASCII));
    }

    private static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
