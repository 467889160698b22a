package dev.hallmark.commons.identity;

import java.util.Base64;

/** The encoding of octets in JWKs. */
final class JsonWebKeys {

    private JsonWebKeys() {}

    static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
