package dev.hallmark.sandbox.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads over HTTP what needs no token: health, and the public PKI. An answer that takes too long counts as none. */
final class Management implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** The checks of {@code ready} or {@code well}; empty when the service does not answer. */
    Optional<List<Check>> checks(String management, String kind) {
        return get(management + "/q/health/" + kind).flatMap(Management::json).map(health -> StreamSupport.stream(
                        health.path("checks").spliterator(), false)
                .map(Check::of)
                .toList());
    }

    Optional<JsonNode> document(String url) {
        return get(url).flatMap(Management::json);
    }

    /** Whatever the status: a service in need answers 503, with its checks. */
    Optional<byte[]> get(String url) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            return Optional.of(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
