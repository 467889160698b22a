package dev.hallmark.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The issuer of machine tokens as other services see it: its JWKS, and tokens signed with the key in it. */
public final class MachineTokens implements QuarkusTestResourceLifecycleManager {

    public static final String ISSUER = "hallmark-machine-tokens";

    private static final SharedKey KEY = new SharedKey("EC", "hallmark.test.machine-token-key");
    private static final String KEY_ID = "machine-tokens-1";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private JwksServer server;

    @Override
    public Map<String, String> start() {
        var pair = TestKeys.p256();
        KEY.share(pair.getPrivate());
        server = new JwksServer(KEY_ID, (ECPublicKey) pair.getPublic());
        return Map.of("hallmark.machine-tokens.jwks-url", server.url());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** The claims of a token with these permissions in a tenant, which a test may change. */
    public static Map<String, Object> claims(UUID id, String tenant, String... permissions) {
        var now = Instant.now().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                "token:" + id,
                "aud",
                "hallmark-api",
                "jti",
                id.toString(),
                "tenant",
                tenant,
                "permissions",
                List.of(permissions),
                "creator",
                Map.of("iss", OperatorTokens.ISSUER, "sub", "anna"),
                "iat",
                now,
                "exp",
                now + LIFETIME.toSeconds()));
    }

    /** The token with these claims. */
    public static String token(Map<String, Object> claims) {
        return token(claims, KEY.read());
    }

    /** A token that looks like one of the issuer's, signed by anybody. */
    public static String token(Map<String, Object> claims, PrivateKey key) {
        return Jwt.claims(claims)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(KEY_ID)
                .sign(key);
    }
}
