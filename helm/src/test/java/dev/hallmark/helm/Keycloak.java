package dev.hallmark.helm;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Keycloak on this machine. */
final class Keycloak implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String secret;
    private final URI issuer;
    private final Process process;

    /**
     * Starts one that is not up yet.
     *
     * @param home where it is unpacked
     * @param secret of its clients
     */
    Keycloak(Path home, int port, String secret, Path log) throws IOException {
        this.secret = secret;
        this.issuer = URI.create("http://localhost:" + port + "/realms/hallmark");
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("hallmark-realm.json"), Realm.text());
        var server = new ProcessBuilder(List.of(
                "/bin/sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port));
        server.environment().put("JAVA_HOME", System.getProperty("java.home"));
        server.environment().put("JAVA_OPTS", "-Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        server.environment().put("HALLMARK_CONSOLE_URL", "http://localhost:8080");
        server.environment().put("HALLMARK_CONSOLE_SECRET", secret);
        server.environment().put("HALLMARK_MACHINE_SECRET", secret);
        this.process =
                server.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    URI issuer() {
        return issuer;
    }

    void awaitReady() {
        await("Keycloak comes up")
                .atMost(PATIENCE)
                .failFast("Keycloak ended", () -> !process.isAlive())
                .until(this::isReady);
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** An access token of the machine's. */
    String token() throws IOException, InterruptedException {
        return Realm.token(issuer, secret);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
