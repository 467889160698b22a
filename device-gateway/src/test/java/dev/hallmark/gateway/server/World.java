package dev.hallmark.gateway.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.connection.ConnectionFacts;
import dev.hallmark.commons.connection.ConnectionSecret;
import dev.hallmark.commons.connection.ConnectionVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the tests find things. */
final class World {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int HOSTS = 250;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private World() {}

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int port() {
        return ConfigProvider.getConfig().getValue("hallmark.gateway.port", Integer.class);
    }

    static int publicPort() {
        return ConfigProvider.getConfig().getValue("hallmark.gateway.public-port", Integer.class);
    }

    static String echo() {
        return ConfigProvider.getConfig().getValue("test.echo", String.class);
    }

    /** How many requests have reached the service so far. */
    static int received() throws IOException, InterruptedException {
        var count = HttpRequest.newBuilder(URI.create(echo() + "/count")).build();
        return Integer.parseInt(HTTP.send(count, BodyHandlers.ofString()).body());
    }

    static Path file(String name) {
        return Path.of(ConfigProvider.getConfig().getValue("test.directory", String.class), name);
    }

    /** A loopback address of one's own, so that no test uses up the rate of another. */
    static InetAddress ownAddress() {
        int which = ADDRESSES.getAndIncrement();
        return InetAddress.ofLiteral("127.1.%d.%d".formatted(which / HOSTS, 1 + which % HOSTS));
    }

    /** What a service learns from the header in an echoed request, verified as services do. */
    static ConnectionFacts facts(String audience, JsonNode echo) {
        var headers = new ArrayList<String>();
        echo.path("headers").path("hallmark-connection").forEach(value -> headers.add(value.textValue()));
        return new ConnectionVerifier(audience, List.of(ConnectionSecret.parse(GatewayWorld.SECRET)), Clock.systemUTC())
                .verify(
                        headers,
                        echo.path("method").textValue(),
                        echo.path("uri").textValue());
    }
}
