package dev.hallmark.operator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/** The operators' identity provider: a key pair, of which the service knows the public half. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    private static final String KEY = "test.operator-key";
    private static final int RSA_BITS = 2048;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            var encoder = Base64.getEncoder();
            return Map.of(
                    "quarkus.oidc.public-key",
                    encoder.encodeToString(pair.getPublic().getEncoded()),
                    KEY,
                    encoder.encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // There is nothing to stop.
    }

    /** A token of this tenant and these roles. */
    public static String token(String tenant, String... roles) {
        return token("hallmark-api", Instant.now().plus(LIFETIME), tenant, roles);
    }

    /** A token for this audience that expires then. */
    public static String token(String audience, Instant expiresAt, String tenant, String... roles) {
        return Jwt.issuer("https://issuer.test")
                .subject("alice")
                .claim("tenant", tenant)
                .groups(Set.of(roles))
                .audience(audience)
                .issuedAt(expiresAt.minus(LIFETIME))
                .expiresAt(expiresAt)
                .sign(key());
    }

    /** A token of an operator that does not say whose it is. */
    public static String withoutSubject() {
        return Jwt.claim("tenant", "default")
                .groups("operator")
                .audience("hallmark-api")
                .expiresIn(LIFETIME)
                .sign(key());
    }

    private static PrivateKey key() {
        try {
            var encoded = ConfigProvider.getConfig().getValue(KEY, String.class);
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
