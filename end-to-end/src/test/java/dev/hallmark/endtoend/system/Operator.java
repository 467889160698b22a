package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator and a programming line, who know nothing but the public REST APIs. */
public final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POLICIES = "/api/policy/v1/policies";

    private final Sandbox sandbox;

    public Operator(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** An answer of an API. */
    public record Reply(int status, JsonNode body) {

        /** The body, when the answer has this status. */
        public JsonNode expect(int expected) {
            assertThat(status).as("status of %s", body).isEqualTo(expected);
            return body;
        }
    }

    /** Registers devices as the programming line does. */
    @CanIgnoreReturnValue
    public JsonNode register(Collection<String> deviceIds) {
        return registerFile("application/json", devices(deviceIds));
    }

    /** Registers the devices of a file. */
    @CanIgnoreReturnValue
    public JsonNode registerFile(String contentType, String file) {
        var reply = post("registry", "factory", "/api/registry/v1/registrations", contentType, file);
        return imported(reply.expect(202).path("import").asText(), "factory");
    }

    /** A new batch under the policy that the sandbox starts with; its id. */
    public String batch() {
        return batch("mosquitto-local", false);
    }

    /** The same, and devices that are imported into it need no registration before. */
    public String openBatch() {
        return batch("mosquitto-local", true);
    }

    /** A new batch under a policy, by its id or name; its id. */
    public String batchUnder(String policy) {
        return batch(policy, false);
    }

    /** The same under a policy that the registry may not have heard of yet. */
    public String batchUnderNew(String policy) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> batchUnder(policy), id -> true);
    }

    private String batch(String policy, boolean registerOnImport) {
        var body = json(
                Map.of("name", "batch-" + UUID.randomUUID(), "policy", policy, "registerOnImport", registerOnImport));
        return post("registry", "operator", "/api/registry/v1/batches", "application/json", body)
                .expect(201)
                .path("id")
                .asText();
    }

    /** Gives a batch and all its devices another policy, by its id or name. */
    public void moveBatch(String batch, String policy) {
        var path = "/api/registry/v1/batches/" + batch + "/move";
        var body = json(Map.of("policy", policy, "reason", "another policy"));
        var reply = post("registry", "operator", path, "application/json", body);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(202);
    }

    /** Imports a file of devices into a batch and waits for its report. */
    public JsonNode importFile(String batch, String contentType, String file) {
        var path = "/api/registry/v1/batches/" + batch + "/devices";
        var reply = post("registry", "operator", path, contentType, file);
        return imported(reply.expect(202).path("import").asText(), "operator");
    }

    /** Registers devices and puts them into a new batch; its id. */
    @CanIgnoreReturnValue
    public String welcome(Collection<String> deviceIds) {
        return welcome(deviceIds, batch());
    }

    /** Registers devices and puts them into this batch; its id. */
    @CanIgnoreReturnValue
    public String welcome(Collection<String> deviceIds, String batch) {
        register(deviceIds);
        var report = importFile(batch, "application/json", devices(deviceIds));
        assertThat(report.path("accepted").asInt()).as("%s", report).isEqualTo(deviceIds.size());
        return batch;
    }

    public void revoke(String deviceId, String reason) {
        move(deviceId, "revoke", reason);
    }

    /** Suspends, resumes, retires, revokes or re-enrols a device, as the last part of the path says. */
    public void move(String deviceId, String move, String reason) {
        var reply = post(
                "registry",
                "operator",
                "/api/registry/v1/devices/" + deviceId + "/" + move,
                "application/json",
                json(Map.of("reason", reason)));
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    /** A new policy that asks nothing of chips; its id. */
    public String createPolicy(String name) {
        return createPolicy(name, PolicyTerms.ANY);
    }

    /** A new policy; its id. */
    public String createPolicy(String name, PolicyTerms terms) {
        return post("policy", "operator", POLICIES, "application/json", policy(name, terms))
                .expect(201)
                .path("id")
                .asText();
    }

    /** From now on the policy takes these kinds of chip only; any when there are none. */
    public void changePolicy(String id, String name, List<String> rootsOfTrust) {
        changePolicy(id, name, PolicyTerms.ANY.withRootsOfTrust(rootsOfTrust));
    }

    /** From now on the policy asks this of evidence. */
    public void changePolicy(String id, String name, Map<String, Object> attestation) {
        changePolicy(id, name, PolicyTerms.ANY.withAttestation(attestation));
    }

    /** From now on the policy says this. */
    public void changePolicy(String id, String name, PolicyTerms terms) {
        var body = HttpRequest.BodyPublishers.ofString(policy(name, terms));
        var reply = send(request("policy", "operator", POLICIES + "/" + id)
                .header("Content-Type", "application/json")
                .PUT(body));
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    private String policy(String name, PolicyTerms terms) {
        var port = sandbox.address("mosquitto").getPort();
        var target = Map.of("kind", "mosquitto", "settings", Map.of("host", terms.host(), "port", port));
        var certificate = Map.of("profile", terms.profile());
        return json(
                Map.of("name", name, "target", target, "certificate", certificate, "attestation", terms.attestation()));
    }

    public JsonNode policy(String policy) {
        return get("policy", "viewer", POLICIES + "/" + policy).expect(200);
    }

    public JsonNode batch(String batch) {
        return get("registry", "viewer", "/api/registry/v1/batches/" + batch).expect(200);
    }

    public JsonNode device(String deviceId) {
        return get("registry", "viewer", "/api/registry/v1/devices/" + deviceId).expect(200);
    }

    /** What has happened to a device, the latest first. */
    public JsonNode timeline(String deviceId) {
        return get("registry", "viewer", "/api/registry/v1/devices/" + deviceId + "/timeline?limit=200")
                .expect(200);
    }

    /** How many devices of a batch are in each state. */
    public Map<String, Integer> census(String batch) {
        return JSON.convertValue(batch(batch).path("devices"), new TypeReference<>() {});
    }

    /** All devices of a batch in this state, page by page. */
    public List<JsonNode> devices(String batch, String state) {
        return all("registry", "/api/registry/v1/devices?limit=200&batch=" + batch + "&state=" + state);
    }

    /** The certificates of a device in this state. */
    public List<JsonNode> certificates(String deviceId, String state) {
        return all("ca", "/api/ca/v1/certificates?device=" + deviceId + "&state=" + state);
    }

    private List<JsonNode> all(String service, String path) {
        var found = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = get(service, "viewer", path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .expect(200);
            page.path("items").forEach(found::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return found;
    }

    private JsonNode imported(String id, String role) {
        return await().atMost(PATIENCE)
                .until(
                        () -> get("registry", role, "/api/registry/v1/imports/" + id)
                                .expect(200),
                        report -> !"running".equals(report.path("state").asText()));
    }

    public Reply get(String service, String role, String path) {
        return send(request(service, role, path).GET());
    }

    public Reply post(String service, String role, String path, String contentType, String body) {
        return send(request(service, role, path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String service, String role, String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.address(service) + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + sandbox.token(role));
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String devices(Collection<String> deviceIds) {
        return json(Map.of("devices", deviceIds));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
