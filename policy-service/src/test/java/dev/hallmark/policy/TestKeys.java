package dev.hallmark.policy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Keys of the others: the operators' identity provider, the attestation-service with its JWKS, and the gateway. */
public final class TestKeys implements QuarkusTestResourceLifecycleManager {

    static final String OPERATOR_KEY = "test.operator-key";
    static final String ATTESTATION_KEY = "test.attestation-key";
    static final String KEY_ID = "test";
    static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    static final String CA_CERTIFICATES = "-----BEGIN CERTIFICATE-----\ntest\n-----END CERTIFICATE-----\n";

    private static final Map<String, String> SEED = Map.of(
            "hallmark.tenants", "default,other,paged",
            "hallmark.policy.seed[0].name", "seeded",
            "hallmark.policy.seed[0].target-kind", "mosquitto",
            "hallmark.policy.seed[0].settings.host", "localhost",
            "hallmark.policy.seed[0].settings.port", "18883");
    private static final int COORDINATE = 32;
    private static final int RSA_BITS = 2048;

    private HttpServer jwks;

    @Override
    public Map<String, String> start() {
        try {
            var rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(RSA_BITS);
            var operators = rsa.generateKeyPair();
            var curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(new ECGenParameterSpec("secp256r1"));
            var attestation = curve.generateKeyPair();
            serve(jwk((ECPublicKey) attestation.getPublic()));
            var settings = new HashMap<>(SEED);
            settings.putAll(Map.of(
                    "quarkus.oidc.public-key",
                    encode(operators.getPublic()),
                    OPERATOR_KEY,
                    encode(operators.getPrivate()),
                    ATTESTATION_KEY,
                    encode(attestation.getPrivate()),
                    "hallmark.attestation.jwks-url",
                    "http://127.0.0.1:" + jwks.getAddress().getPort() + "/jwks.json",
                    "hallmark.connection.audience",
                    "policy-service",
                    "hallmark.connection.secrets",
                    SECRET,
                    "hallmark.policy.mosquitto.ca-certificates-file",
                    caCertificates()));
            return settings;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        jwks.stop(0);
    }

    private void serve(String key) throws IOException {
        var body = ("{\"keys\":[" + key + "]}").getBytes(StandardCharsets.UTF_8);
        jwks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        jwks.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        jwks.start();
    }

    private static String caCertificates() throws IOException {
        var file = Path.of("target", "server-ca.pem").toAbsolutePath();
        return Files.writeString(file, CA_CERTIFICATES).toString();
    }

    private static String jwk(ECPublicKey key) {
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(
                        KEY_ID,
                        coordinate(key.getW().getAffineX()),
                        coordinate(key.getW().getAffineY()));
    }

    private static String coordinate(BigInteger value) {
        var octets = value.toByteArray();
        var fixed = new byte[COORDINATE];
        var length = Math.min(octets.length, COORDINATE);
        System.arraycopy(octets, octets.length - length, fixed, COORDINATE - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }

    private static String encode(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
