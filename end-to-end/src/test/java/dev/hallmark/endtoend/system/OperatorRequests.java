package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.device.identity.DeviceKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A request to each operation of the operators' APIs that is good as far as can be known beforehand: it names what
 * there is, so that its service asks the database.
 */
public final class OperatorRequests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SEEDED_POLICY = "mosquitto-local";
    private static final int DEVICES = 20;
    private static final int CERTIFICATES = 5;
    /** So many names are used over and over: some requests create, most are refused because another one has. */
    private static final int NAMES = 50;

    private final Sandbox sandbox;
    private final Operator operator;
    private final String name = "known-" + UUID.randomUUID();
    private final List<String> devices = Fleet.ids(Fleet.make(DEVICES));
    private final List<String> serials;
    private final ObjectNode policy;
    private final String policyId;
    private final String batch;
    /** An import that all who may see imports see. */
    private final String registration;

    private final String job;
    private final String factoryKey;
    private final String auditRecord;
    private final String machineToken;
    private final String deadLetter;

    /** Makes a policy, a batch, devices and certificates to ask for. */
    public OperatorRequests(Sandbox sandbox) throws Exception {
        this.sandbox = sandbox;
        this.operator = new Operator(sandbox);
        this.policyId = operator.createPolicy(name);
        this.policy = ((ObjectNode) ask("policy", "GET", "/api/policy/v1/policies/" + policyId, ""))
                .retain(Set.of("name", "target", "certificate", "attestation"));
        this.batch = operator.batchUnderNew(policyId);
        operator.welcome(devices, batch);
        this.registration =
                operator.registerFile(Upload.JSON, file(devices)).id().toString();
        this.serials = certificates();
        this.job = ask("registry", "POST", "/api/registry/v1/jobs", job().toString())
                .path("id")
                .asText();
        this.factoryKey = ask(
                        "registry",
                        "POST",
                        "/api/registry/v1/factory-keys",
                        factoryKey().toString())
                .path("kid")
                .asText();
        this.auditRecord = await().atMost(PATIENCE)
                .until(
                        () -> ask("audit", "GET", "/api/audit/v1/records?limit=1", "")
                                .at("/items/0/id")
                                .asText(),
                        id -> !id.isEmpty());
        this.machineToken = ask(
                        "audit", "POST", "/api/audit/v1/tokens", machineToken().toString())
                .at("/details/id")
                .asText();
        PutAside.policy(sandbox, name);
        this.deadLetter = await().atMost(PATIENCE)
                .until(
                        () -> ask("registry", "GET", "/api/registry/v1/dead-letters?limit=1000", "")
                                .path("items")
                                .valueStream()
                                .filter(one -> one.path("subject").asText().equals(name))
                                .map(one -> one.path("id").asText())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private static ObjectNode machineToken() {
        return JSON.objectNode()
                .put("name", "asked for by a test")
                .put("expiresAt", Instant.now().plus(PATIENCE).toString())
                .set("permissions", JSON.arrayNode().add("devices:read"));
    }

    private List<String> certificates() throws Exception {
        var enrolled = Fleet.make(CERTIFICATES);
        operator.welcome(Fleet.ids(enrolled));
        return Fleet.of(sandbox).onboard(enrolled).stream()
                .map(arrival -> arrival.certificate().leaf().getSerialNumber().toString(16))
                .toList();
    }

    private JsonNode ask(String service, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(sandbox.address(service) + path))
                .header("Authorization", "Bearer " + sandbox.token("admin"))
                .header("Content-Type", Upload.JSON)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return new ObjectMapper().readTree(response.body());
        }
    }

    HttpRequest to(ApiOperation operation) {
        return to(operation, sandbox.token("admin"));
    }

    /** The request of whoever has this token. */
    public HttpRequest to(ApiOperation operation, String token) {
        var body = operation.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body(operation));
        var request = HttpRequest.newBuilder(URI.create(
                        sandbox.address(operation.service()) + operation.filled(name -> value(operation, name))))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(operation.method(), body);
        if (!operation.body().isEmpty()) {
            request.header("Content-Type", operation.body());
        }
        return request.build();
    }

    /** The names and ids that no other tenant may see. */
    public List<String> secrets() {
        return Stream.of(
                        List.of(
                                name,
                                policyId,
                                batch,
                                registration,
                                job,
                                factoryKey,
                                auditRecord,
                                machineToken,
                                deadLetter),
                        devices,
                        serials)
                .flatMap(List::stream)
                .toList();
    }

    private String value(ApiOperation operation, String parameter) {
        return switch (parameter) {
            case "batch" -> batch;
            case "serial" -> any(serials);
            case "kid" -> factoryKey;
            case "version" -> "1";
            case "id" -> id(operation);
            default -> throw unknown(operation);
        };
    }

    private String id(ApiOperation operation) {
        return switch (operation.path().split("/", -1)[4]) {
            case "devices" -> any(devices);
            case "imports" -> registration;
            case "jobs" -> job;
            case "records" -> auditRecord;
            case "tokens" -> machineToken;
            case "dead-letters" -> deadLetter;
            case "policies" -> policyId;
            default -> throw unknown(operation);
        };
    }

    private String body(ApiOperation operation) {
        return switch (operation.lastPart()) {
            case "registrations", "devices" -> file(List.of(any(devices), any(devices)));
            case "batches" ->
                JSON.objectNode()
                        .put("name", anyName())
                        .put("policy", SEEDED_POLICY)
                        .toString();
            case "move" ->
                reason().put("policy", any(List.of(SEEDED_POLICY, policyId))).toString();
            case "factory-keys" -> factoryKey().toString();
            case "tokens" -> machineToken().toString();
            case "policies" -> policy.deepCopy().put("name", anyName()).toString();
            case "{id}", "dry-run" -> policy.toString();
            case "revoke" -> (operation.service().equals("ca") ? revocation() : reason()).toString();
            case "jobs", "preview" -> jobForAState().toString();
            case "suspend", "resume", "retire", "re-enrol", "hold", "release", "cancel", "replay", "discard" ->
                reason().toString();
            default -> throw unknown(operation);
        };
    }

    private static String file(List<String> devices) {
        var ids = JSON.arrayNode();
        devices.forEach(ids::add);
        return JSON.objectNode().set("devices", ids).toString();
    }

    private static ObjectNode reason() {
        return JSON.objectNode().put("reason", "asked by a test");
    }

    private static ObjectNode revocation() {
        return JSON.objectNode().put("reason", "privilegeWithdrawn");
    }

    private ObjectNode job() {
        var job = reason().put("command", "resume");
        job.putArray("devices").add(any(devices));
        return job;
    }

    /** Names nothing of this tenant. */
    private static ObjectNode jobForAState() {
        var job = reason().put("command", "resume").put("expected", 1);
        job.putObject("filter").put("state", "transferring");
        return job;
    }

    private ObjectNode factoryKey() {
        var key = DeviceKeys.generate().identity().subjectPublicKey();
        return JSON.objectNode()
                .put("name", anyName())
                .put("publicKey", Base64.getEncoder().encodeToString(key));
    }

    private String anyName() {
        return name + "-" + ThreadLocalRandom.current().nextInt(NAMES);
    }

    private static String any(List<String> values) {
        return values.get(ThreadLocalRandom.current().nextInt(values.size()));
    }

    private static IllegalArgumentException unknown(ApiOperation operation) {
        return new IllegalArgumentException("it is not known here what to ask of " + operation);
    }
}
