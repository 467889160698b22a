package dev.hallmark.sandbox.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Issues RS256 tokens for the operator plane. */
public final class OperatorTokens {
    /** The roles that the services know. */
    public static final List<String> ROLES = List.of("viewer", "operator", "approver", "admin", "factory", "auditor");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final OperatorKey key;
    private final Clock clock;

    public OperatorTokens(OperatorKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** Returns a compact JWT for somebody with these roles in this tenant. */
    public String issue(String subject, List<String> roles, String tenant, Duration validity)
            throws GeneralSecurityException {
        var now = clock.instant();
        var claims = Map.of(
                "iss",
                "hallmark-sandbox",
                "aud",
                "hallmark-api",
                "sub",
                subject,
                "groups",
                roles,
                "tenant",
                tenant,
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plus(validity).getEpochSecond());
        var signed = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims);
        return signed + "." + BASE64URL.encodeToString(sign(signed));
    }

    private byte[] sign(String text) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.privateKey());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    private static String encode(Map<String, ?> members) {
        try {
            return BASE64URL.encodeToString(JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
