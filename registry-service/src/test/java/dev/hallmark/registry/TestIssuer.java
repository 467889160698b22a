package dev.hallmark.registry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands in for the OIDC provider: makes a key for the run and signs operators' tokens with it. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    /** A tenant whose registrations must come with a manifest. */
    public static final String MANIFESTS_ONLY = "manifests-only";

    /* The tests and this resource may be loaded apart; the JVM's properties are what they share. */
    private static final String PRIVATE_KEY = "hallmark.test.issuer";
    private static final String TENANTS = "hallmark.test.tenants";
    private static final int BITS = 2048;
    private static final int TENANTS_OF_A_RUN = 500;

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            System.setProperty(
                    PRIVATE_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Map.of(
                    "quarkus.oidc.public-key",
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    "hallmark.tenants",
                    "default,%s,%s".formatted(MANIFESTS_ONLY, freshTenants()),
                    "hallmark.registry.tenant.%s.manifest".formatted(MANIFESTS_ONLY),
                    "required");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}

    /** A tenant that the service knows and no test has had yet. */
    static synchronized String nextTenant() {
        var left = System.getProperty(TENANTS).split(",", 2);
        System.setProperty(TENANTS, left[1]);
        return left[0];
    }

    /** A token for somebody with these roles in a tenant. */
    public static String token(String tenant, String... roles) {
        return Jwt.subject(roles.length == 0 ? "nobody" : roles[0] + "@" + tenant)
                .groups(Set.of(roles))
                .claim("tenant", tenant)
                .audience("hallmark-api")
                .issuer("https://issuer.test")
                .sign(privateKey());
    }

    private static String freshTenants() {
        var names = Stream.generate(() -> "t-" + UUID.randomUUID().toString().substring(0, 8))
                .distinct()
                .limit(TENANTS_OF_A_RUN)
                .collect(Collectors.joining(","));
        System.setProperty(TENANTS, names);
        return names;
    }

    private static PrivateKey privateKey() {
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
