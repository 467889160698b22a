package dev.hallmark.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** Publishes a P-256 key as one of our services does (RFC 7517 §5). */
final class JwksServer implements AutoCloseable {

    private static final int COORDINATE = 32;

    private final HttpServer server;

    JwksServer(String keyId, ECPublicKey key) {
        var jwks = jwks(keyId, key).getBytes(StandardCharsets.US_ASCII);
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

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String jwks(String keyId, ECPublicKey key) {
        return """
                {"keys":[{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"%s","x":"%s","y":"%s"}]}"""
                .formatted(
                        keyId,
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
