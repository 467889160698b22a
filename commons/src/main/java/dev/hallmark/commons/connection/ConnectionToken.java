package dev.hallmark.commons.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What signer and verifier agree on. */
final class ConnectionToken {
    static final String ISSUER = "device-gateway";
    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final String ALGORITHM = "HS256";
    static final String HEADER = encode("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII));
    static final ObjectMapper JSON = new ObjectMapper();

    private ConnectionToken() {}

    static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    static void require(boolean holds, String reason) {
        if (!holds) {
            throw new InvalidConnectionException(reason);
        }
    }
}
