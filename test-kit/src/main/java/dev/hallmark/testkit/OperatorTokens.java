package dev.hallmark.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The operators' identity provider: a key pair of which the service knows the public half, and tokens signed with it. */
public final class OperatorTokens implements QuarkusTestResourceLifecycleManager {

    /** Who issues the tokens. */
    public static final String ISSUER = "https://issuer.test";

    private static final SharedKey KEY = new SharedKey("RSA", "hallmark.test.operator-key");
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Override
    public Map<String, String> start() {
        var pair = TestKeys.rsa();
        KEY.share(pair.getPrivate());
        var encoded = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        return Map.of("quarkus.oidc.public-key", encoded);
    }

    /** There is nothing to stop. */
    @Override
    public void stop() {}

    /** A token of {@link #subject somebody} with these roles in a tenant. */
    public static String token(String tenant, String... roles) {
        return token("hallmark-api", Instant.now().plus(LIFETIME), tenant, roles);
    }

    /** A token for another audience or another time. */
    public static String token(String audience, Instant expiresAt, String tenant, String... roles) {
        return Jwt.issuer(ISSUER)
                .subject(subject(tenant, roles))
                .claim("tenant", tenant)
                .groups(Set.of(roles))
                .audience(audience)
                .issuedAt(expiresAt.minus(LIFETIME))
                .expiresAt(expiresAt)
                .sign(KEY.read());
    }

    /** An operator's token without a subject. */
    public static String withoutSubject() {
        return Jwt.claim("tenant", "default")
                .groups("operator")
                .audience("hallmark-api")
                .expiresIn(LIFETIME)
                .sign(KEY.read());
    }

    /** The subject of a token with these roles: {@code operator@default}. */
    public static String subject(String tenant, String... roles) {
        return (roles.length == 0 ? "nobody" : roles[0]) + "@" + tenant;
    }
}
