package dev.hallmark.sandbox.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.token.OperatorTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A programming line and an operator, who know the system by its public APIs alone. */
final class Operator {
    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;
    private final OperatorTokens tokens;

    Operator(String registryAddress, OperatorTokens tokens) {
        this.registry = registryAddress + "/api/registry/v1";
        this.tokens = tokens;
    }

    /** Registers the hashes in a file, as the factory does; returns how many are registered now. */
    long register(Path file, UUID key) throws IOException, InterruptedException, CampaignFailure {
        return imported(upload("factory", "/registrations", file, key), "factory");
    }

    /** Creates a batch and returns its id; a policy of the last minute may not be known yet. */
    String createBatch(String name, String policy) throws IOException, InterruptedException, CampaignFailure {
        var body = JSON.writeValueAsString(Map.of("name", name, "policy", policy));
        var deadline = Instant.now().plus(SETTLE);
        while (true) {
            try {
                return send("operator", "/batches", HttpRequest.BodyPublishers.ofString(body), 201)
                        .path("id")
                        .asText();
            } catch (CampaignFailure e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Imports a file of device ids into a batch; returns how many are in it now. */
    long importDevices(String batch, Path file, UUID key) throws IOException, InterruptedException, CampaignFailure {
        return imported(upload("operator", "/batches/" + batch + "/devices", file, key), "operator");
    }

    /** How many rows of the upload with this key the registry has dealt with. */
    long received(UUID key) throws IOException, InterruptedException, CampaignFailure {
        return send("viewer", "/imports/" + key, null, 200).path("received").asLong();
    }

    /** How many devices of the batch are in each state, once so many are onboarded or no more seem to come. */
    Census census(String batch, long onboarded) throws IOException, InterruptedException, CampaignFailure {
        var deadline = Instant.now().plus(SETTLE);
        while (true) {
            var census =
                    Census.of(send("viewer", "/batches/" + batch, null, 200).path("devices"));
            if (census.onboarded() >= onboarded || Instant.now().isAfter(deadline)) {
                return census;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** What the registry knows; each device counts in every stage that it has passed. */
    record Census(long attested, long certified, long onboarded) {
        static Census of(JsonNode states) {
            var onboarded = states.path("onboarded").asLong();
            var certified = onboarded + states.path("enrolled").asLong();
            return new Census(certified + states.path("attested").asLong(), certified, onboarded);
        }
    }

    private long imported(JsonNode report, String role) throws IOException, InterruptedException, CampaignFailure {
        var current = report;
        while (current.path("state").asText().equals("running")) {
            Thread.sleep(PAUSE);
            current = send(role, "/imports/" + report.path("import").asText(), null, 200);
        }
        if (!current.path("state").asText().equals("completed")
                || current.path("rejected").asLong() > 0) {
            throw new CampaignFailure("the import was not complete: " + current);
        }
        return current.path("accepted").asLong() + current.path("duplicate").asLong();
    }

    private JsonNode upload(String role, String path, Path file, UUID key)
            throws IOException, InterruptedException, CampaignFailure {
        var body = HttpRequest.BodyPublishers.ofFile(file);
        return send(request(role, path, body).header("Idempotency-Key", key.toString()), path, 202);
    }

    private JsonNode send(String role, String path, HttpRequest.BodyPublisher body, int expected)
            throws IOException, InterruptedException, CampaignFailure {
        return send(request(role, path, body), path, expected);
    }

    private HttpRequest.Builder request(String role, String path, HttpRequest.BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(registry + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token(role));
        return body == null
                ? request
                : request.header("Content-Type", JSON_TYPE).POST(body);
    }

    private JsonNode send(HttpRequest.Builder request, String path, int expected)
            throws IOException, InterruptedException, CampaignFailure {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new CampaignFailure(
                    "registry answered %d to %s: %s".formatted(response.statusCode(), path, response.body()));
        }
        return JSON.readTree(response.body());
    }

    private String token(String role) throws IOException {
        try {
            return tokens.issue("demo", List.of(role), "default", Duration.ofMinutes(10));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
