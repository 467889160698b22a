package dev.hallmark.policy;

import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionSigner;
import dev.hallmark.commons.identity.DeviceId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** What operators, devices and the gateway show of themselves. */
public final class TestTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private TestTokens() {}

    public static String operator(String tenant, String... roles) {
        return Jwt.subject("alice")
                .claim("tenant", tenant)
                .groups(Set.of(roles))
                .audience("hallmark-api")
                .expiresIn(LIFETIME)
                .sign(key("RSA", TestKeys.OPERATOR_KEY));
    }

    public static String attestation(String tenant, DeviceId device, int generation, long version) {
        return attestation(tenant, device, generation, version, Instant.now().plus(LIFETIME));
    }

    public static String attestation(String tenant, DeviceId device, int generation, long version, Instant expiresAt) {
        return Jwt.issuer("attestation-service")
                .subject(device.hex())
                .audience("hallmark")
                .claim("jti", UUID.randomUUID().toString())
                .claim("eat_profile", "tag:hallmark.dev,2026:result/1")
                .claim("cnf", Map.of("jkt", "YXhZYXnuDTL9ORBlqYbctrZ1z8_-e-Z1dVGpA7PhoJg"))
                .claim("tenant", tenant)
                .claim("generation", generation)
                .claim("device_version", version)
                .claim("ear.status", "affirming")
                .issuedAt(Instant.now().minus(LIFETIME))
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(TestKeys.KEY_ID)
                .sign(key("EC", TestKeys.ATTESTATION_KEY));
    }

    /** The header by which the gateway vouches for a request. */
    public static String connection(String uri, Optional<X509Certificate> certificate) {
        return connection("policy-service", Duration.ZERO, "GET", uri, certificate);
    }

    /** The header for some service, signed so long ago. */
    public static String connection(
            String audience, Duration ago, String method, String uri, Optional<X509Certificate> certificate) {
        var clock = Clock.offset(Clock.systemUTC(), ago.negated());
        return new ConnectionSigner(audience, ConnectionSecret.parse(TestKeys.SECRET), clock)
                .sign(method, uri, new ConnectionFacts("192.0.2.1", Optional.of(new byte[32]), certificate));
    }

    private static PrivateKey key(String algorithm, String property) {
        try {
            var encoded = ConfigProvider.getConfig().getValue(property, String.class);
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
