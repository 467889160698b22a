package dev.hallmark.commons.identity;

import java.util.Base64;

/** How JWKs write octets. */
final class JsonWebKeys {

    private JsonWebKeys() {}

    static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
