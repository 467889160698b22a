package dev.hallmark.ca.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What the service finds around it: a verifier's JWKS, the gateway's secret, the operators' key. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private HttpServer jwks;

    @Override
    public Map<String, String> start() {
        try {
            jwks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jwks.createContext("/jwks.json", exchange -> {
            var body = Keys.jwks().getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        jwks.start();
        var settings = new HashMap<String, String>();
        settings.put(
                "hallmark.attestation.jwks-url",
                "http://127.0.0.1:" + jwks.getAddress().getPort() + "/jwks.json");
        settings.put("hallmark.connection.audience", Keys.AUDIENCE);
        settings.put("hallmark.connection.secrets", Keys.CONNECTION_SECRET);
        settings.put("hallmark.tenants", "default,other");
        settings.put("hallmark.ca.public-url", "http://pki.example/");
        settings.put("hallmark.ca.profile.brief.validity", "PT5M");
        settings.put("hallmark.ca.profile.brief.grace", "PT0S");
        settings.put("hallmark.keys.provider", "keystore");
        settings.put("hallmark.keys.keystore.path", "target/keys/" + System.nanoTime() + ".p12");
        settings.put("hallmark.keys.keystore.password", "a test's own password");
        settings.put(
                "quarkus.oidc.public-key",
                Base64.getEncoder().encodeToString(Keys.operators().getPublic().getEncoded()));
        return settings;
    }

    @Override
    public void stop() {
        if (jwks != null) {
            jwks.stop(0);
        }
    }
}
