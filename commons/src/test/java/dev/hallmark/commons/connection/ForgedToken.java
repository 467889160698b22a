package dev.hallmark.commons.connection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of any header and claims, made without our signer. */
final class ForgedToken {
    private ForgedToken() {}

    static String claims(Clock clock, String uri) {
        long now = clock.instant().getEpochSecond();
        return """
                {"iss":"device-gateway","aud":"attestation-service","iat":%d,"exp":%d,"htm":"POST","htu":"%s",\
                "ip":"192.0.2.7"}"""
                .formatted(now, now + 30, uri);
    }

    static String sign(String header, String claims, byte[] key) {
        var input =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return input + "." + encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
