package dev.hallmark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.registry.deadletter.PutAside;
import dev.hallmark.registry.imports.RawUpload;
import dev.hallmark.testkit.Operations;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TopicReader;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
class AuditIT {

    private static final String WHY = "{\"reason\":\"it was time\"}";

    @Inject
    AgroalDataSource database;

    private final String tenant = Registry.tenant();

    /** An operation that is not listed here is new: add the request that it needs, and have it leave a record. */
    @Test
    void everyOperationThatChangesSomethingLeavesARecord() {
        // Given
        var requests = requests();
        assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(Operations.changing());

        // When
        requests.forEach((operation, request) ->
                assertThat(request.get().statusCode()).as(operation).isBetween(200, 299));

        // Then
        // A job leaves one for each device too.
        var done = records(requests.size() + 1, Outcome.DONE);
        assertThat(done)
                .map(AuditRecorded::operation)
                .containsAll(requests.keySet())
                .hasSize(requests.size() + 1);
        assertThat(done).allSatisfy(record -> {
            assertThat(record.actor().issuer()).isEqualTo(OperatorTokens.ISSUER);
            assertThat(record.address()).isEqualTo("127.0.0.1");
            assertThat(record.target()).isNotNull();
        });
        assertThat(done)
                .filteredOn(record -> record.path()
                        .matches(".*/(suspend|resume|retire|revoke|re-enrol|move|jobs|cancel|replay|discard)"))
                .hasSize(12)
                .allSatisfy(record -> assertThat(record.reason()).isEqualTo("it was time"));
        assertThat(records(5, Outcome.STARTED))
                .map(AuditRecorded::target)
                .containsExactlyInAnyOrderElementsOf(done.stream()
                        .map(AuditRecorded::target)
                        .filter(target -> List.of("import", "job").contains(target.type()))
                        .toList());
    }

    @Test
    void whatChangesNothingLeavesNoRecord() {
        // Given
        var device = Registry.deviceId();
        var import_ = UUID.randomUUID();
        var kid = key("line-1").<String>path("kid");
        ok(register(import_, device));
        ok(admin("/factory-keys/" + kid + "/revoke", WHY));
        ok(admin("/devices/" + device + "/suspend", WHY));

        // When
        ok(register(import_, device));
        ok(admin("/factory-keys/" + kid + "/revoke", WHY));
        ok(admin("/devices/" + device + "/suspend", WHY));
        ok(Registry.as(tenant, "factory")
                .contentType(Registry.CSV)
                .body("deviceId\n" + Registry.deviceId() + "\n")
                .post(Registry.API + "/registrations?dryRun=true"));
        assertThat(admin("/devices/" + device + "/re-enrol", WHY).statusCode()).isEqualTo(409);
        assertThat(key("line-2").statusCode()).isEqualTo(201);

        // Then
        assertThat(records(5, Outcome.DONE))
                .map(AuditRecorded::target)
                .extracting(Target::type)
                .containsExactly("factory-key", "import", "factory-key", "device", "factory-key");
    }

    @Test
    void anImportThatFailsSaysSo() {
        // When
        var answer = Registry.register(tenant, Registry.JSON, "{\"devices\":[\"" + Registry.deviceId() + "\",");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        var started = records(1, Outcome.STARTED).getFirst();
        var failed = records(1, Outcome.FAILED).getFirst();
        assertThat(failed.target()).isEqualTo(started.target());
        assertThat(failed.reason()).isNotBlank();
    }

    /** Who it was and from where is known although the connection is gone. */
    @Test
    void anUploadThatBreaksOffSaysSo() throws IOException {
        // Given
        var import_ = UUID.randomUUID();
        var upload = new RawUpload(
                OperatorTokens.token(tenant, "factory"), tenant, Registry.API + "/registrations", import_);

        // When
        upload.breakOff(Registry.json(Registry.deviceIds(2)), 10);

        // Then
        var failed = records(1, Outcome.FAILED).getFirst();
        assertThat(failed.target()).isEqualTo(new Target("import", import_.toString()));
        assertThat(failed.actor().subject()).isEqualTo("factory@" + tenant);
        assertThat(failed.address()).isEqualTo("127.0.0.1");
        assertThat(failed.reason()).contains("broke off");
    }

    /** Not refused by the filter, but by the endpoint once it has read its parameters. */
    @Test
    void aFactoryThatUpdatesDevicesIsRefusedAndRecorded() {
        Registry.as(tenant, "factory")
                .contentType(Registry.CSV)
                .body("deviceId\n" + Registry.deviceId() + "\n")
                .post(Registry.API + "/registrations?update=true")
                .then()
                .statusCode(403);

        assertThat(records(1, Outcome.REFUSED).getFirst().reason()).contains("registrations:update");
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws SQLException {
        // Given
        var batch = Registry.batch(tenant, true);
        execute("alter table outbox add constraint away check (topic <> 'hallmark.audit.v1') not valid");

        // When
        List<Response> answers;
        try {
            answers = List.of(
                    key("line-1"),
                    create("batch-" + UUID.randomUUID(), Registry.publishPolicy(tenant)),
                    register(UUID.randomUUID(), Registry.deviceId()));
        } finally {
            execute("alter table outbox drop constraint away");
        }

        // Then
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400));
        for (var list : List.of("/factory-keys", "/devices")) {
            assertThat(Registry.get(tenant, list).jsonPath().getList("items")).isEmpty();
        }
        assertThat(Registry.get(tenant, "/batches").jsonPath().getList("items.id"))
                .isEqualTo(List.of(batch));
    }

    /** A request for each operation that changes something, in an order in which all of them succeed. */
    private Map<String, Supplier<Response>> requests() {
        var device = Registry.deviceId();
        var others = Registry.deviceIds(2_000);
        var batch = new String[1];
        var kid = new String[1];
        var requests = new LinkedHashMap<String, Supplier<Response>>();
        requests.put("POST /batches", () -> {
            var made = create("batch", knownPolicy());
            batch[0] = made.path("id");
            return made;
        });
        requests.put("POST /registrations", () -> register(UUID.randomUUID(), device));
        requests.put(
                "POST /batches/{batch}/devices",
                () -> Registry.add(
                        tenant, batch[0], Registry.CSV, "deviceId\n" + device + "\n" + String.join("\n", others)));
        requests.put("POST /imports/{id}/start", () -> Registry.operator(tenant)
                .post(Registry.API + "/imports/" + dryRun(batch[0]) + "/start"));
        requests.put(
                "POST /batches/{batch}/move",
                () -> admin(
                        "/batches/" + batch[0] + "/move",
                        "{\"policy\":\"%s\",\"reason\":\"it was time\"}".formatted(knownPolicy())));
        requests.put("POST /devices/{id}/suspend", () -> admin("/devices/" + device + "/suspend", WHY));
        requests.put("POST /devices/{id}/resume", () -> admin("/devices/" + device + "/resume", WHY));
        requests.put("POST /devices/{id}/re-enrol", () -> admin("/devices/" + device + "/re-enrol", WHY));
        requests.put("POST /jobs", () -> job("suspend", device));
        requests.put("POST /jobs/{id}/cancel", () -> {
            var job =
                    "{\"command\":\"resume\",\"filter\":{\"batch\":\"%s\"},\"expected\":%d,\"reason\":\"it was time\"}"
                            .formatted(batch[0], others.size() + 2);
            return admin("/jobs/" + admin("/jobs", job).path("id") + "/cancel", WHY);
        });
        requests.put("POST /devices/{id}/retire", () -> admin("/devices/" + device + "/retire", WHY));
        requests.put("POST /devices/{id}/revoke", () -> admin("/devices/" + device + "/revoke", WHY));
        requests.put("POST /dead-letters/{id}/replay", () -> settle("replay"));
        requests.put("POST /dead-letters/{id}/discard", () -> settle("discard"));
        requests.put("POST /factory-keys", () -> {
            var added = key("line-1");
            kid[0] = added.path("kid");
            return added;
        });
        requests.put("POST /factory-keys/{kid}/revoke", () -> admin("/factory-keys/" + kid[0] + "/revoke", WHY));
        return requests.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().replace(" ", " " + Registry.API),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private List<AuditRecorded> records(int count, Outcome outcome) {
        return TopicReader.await(
                        Topics.AUDIT,
                        event -> event.key().equals(tenant) && record(event).outcome() == outcome,
                        found -> found.size() >= count)
                .stream()
                .map(AuditIT::record)
                .toList();
    }

    private static AuditRecorded record(Event event) {
        return (AuditRecorded) event.data();
    }

    private static void ok(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
    }

    private Response register(UUID import_, String device) {
        return Registry.as(tenant, "factory")
                .header("Idempotency-Key", import_)
                .contentType(Registry.CSV)
                .body("deviceId\n" + device + "\n")
                .post(Registry.API + "/registrations");
    }

    /** A job that is over. */
    private Response job(String command, String device) {
        var job = "{\"command\":\"%s\",\"devices\":[\"%s\"],\"reason\":\"it was time\"}".formatted(command, device);
        var begun = admin("/jobs", job);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Registry.get(tenant, "/jobs/" + begun.path("id")).path("state"), "completed"::equals);
        return begun;
    }

    private Response settle(String how) {
        return admin("/dead-letters/" + PutAside.of(tenant, "{}") + "/" + how, WHY);
    }

    /** Checks a file and has it kept; the import. */
    private String dryRun(String batch) {
        return Registry.operator(tenant)
                .contentType(Registry.CSV)
                .body("deviceId\n" + Registry.deviceId() + "\n")
                .post(Registry.API + "/batches/" + batch + "/devices?dryRun=true&keep=true")
                .path("import");
    }

    private Response create(String name, String policy) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"name\":\"%s\",\"policy\":\"%s\",\"registerOnImport\":true}".formatted(name, policy))
                .post(Registry.API + "/batches");
    }

    /** A policy that the registry knows. */
    private String knownPolicy() {
        var policy = Registry.publishPolicy(tenant);
        await().atMost(Duration.ofSeconds(30)).until(() -> isKnown(policy));
        return policy;
    }

    private boolean isKnown(String policy) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select 1 from policy where id = ?")) {
            statement.setString(1, policy);
            return statement.executeQuery().next();
        }
    }

    private Response key(String name) {
        try {
            var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
            return admin(
                    "/factory-keys",
                    "{\"name\":\"%s\",\"publicKey\":\"%s\"}"
                            .formatted(name, Base64.getEncoder().encodeToString(key.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Response admin(String path, String body) {
        return Registry.as(tenant, "admin")
                .contentType(Registry.JSON)
                .body(body)
                .post(Registry.API + path);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }
}
