package dev.hallmark.testkit;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The attestation-service as other services see it: its JWKS, and tokens signed with the key in it. */
public final class TestVerifier implements QuarkusTestResourceLifecycleManager {

    private static final SharedKey KEY = new SharedKey("EC", "hallmark.test.verifier-key");
    private static final String KEY_ID = "verifier-1";
    private static final int COORDINATE = 32;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        var pair = TestKeys.p256();
        KEY.share(pair.getPrivate());
        serve(jwks((ECPublicKey) pair.getPublic()).getBytes(StandardCharsets.US_ASCII));
        return Map.of(
                "hallmark.attestation.jwks-url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** A token of the verifier. */
    static String token(Map<String, Object> claims) {
        return token(claims, KEY.read());
    }

    /** A token that looks like one of the verifier's, signed by anybody. */
    static String token(Map<String, Object> claims, PrivateKey key) {
        return Jwt.claims(claims)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(KEY_ID)
                .sign(key);
    }

    private void serve(byte[] jwks) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks.json", exchange -> {
            exchange.sendResponseHeaders(200, jwks.length);
            try (var out = exchange.getResponseBody()) {
                out.write(jwks);
            }
        });
        server.start();
    }

    private static String jwks(ECPublicKey key) {
        return """
                {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"%s","x":"%s","y":"%s"}]}"""
                .formatted(
                        KEY_ID,
                        coordinate(key.getW().getAffineX()),
                        coordinate(key.getW().getAffineY()));
    }

    /** RFC 7518 §6.2.1.2: always 32 octets. */
    private static String coordinate(BigInteger value) {
        var octets = value.toByteArray();
        var fixed = new byte[COORDINATE];
        var used = octets.length > COORDINATE ? Arrays.copyOfRange(octets, 1, octets.length) : octets;
        System.arraycopy(used, 0, fixed, COORDINATE - used.length, used.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
