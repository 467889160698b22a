package dev.hallmark.registry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.registry.Registry;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands for many devices. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
class JobIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JOBS = Registry.API + "/jobs";
    private static final String WHY = "\"reason\":\"stolen in transit\"";

    /** More than a chunk. */
    private static final int MANY = 120;

    private final String tenant = Registry.tenant();

    @Test
    void aCommandReachesAllThatAFilterFindsAndIsAuditedForEach() {
        // Given
        var ids = Registry.deviceIds(MANY);
        var batch = batchOf(ids);
        var others = Registry.deviceIds(2);
        batchOf(others);

        // When
        var begun = begin(filter("suspend", batch, MANY));

        // Then
        begun.then().statusCode(202).body("devices", equalTo(MANY));
        var job = completed(begun.path("id"));
        job.then()
                .body("changed", equalTo(MANY))
                .body("unchanged", equalTo(0))
                .body("refused", equalTo(0))
                .body("refusals", hasSize(0))
                .body("by", equalTo("operator@" + tenant));
        assertThat(begun.header("Location")).endsWith("/jobs/" + begun.path("id"));
        for (var id : List.of(ids.getFirst(), ids.getLast())) {
            Registry.get(tenant, "/devices/" + id)
                    .then()
                    .body("state", equalTo("suspended"))
                    .body("standingReason", equalTo("stolen in transit"));
        }
        Registry.get(tenant, "/devices/" + others.getFirst()).then().body("state", equalTo("registered"));
        assertThat(TopicReader.await(
                        Topics.REGISTRY,
                        event -> event.tenant().name().equals(tenant) && event.data() instanceof DeviceSuspended,
                        found -> found.size() >= MANY))
                .hasSize(MANY)
                .allSatisfy(event -> assertThat(event.actor()).isEqualTo("operator@" + tenant));
        assertThat(audited(MANY + 1))
                .filteredOn(record -> record.target().type().equals("device"))
                .hasSize(MANY)
                .allSatisfy(record -> {
                    assertThat(record.operation()).isEqualTo("POST " + JOBS);
                    assertThat(record.reason()).isEqualTo("stolen in transit");
                    assertThat(record.address()).isEqualTo("127.0.0.1");
                });
    }

    @Test
    void whatIsDoneAlreadyAndWhatIsNotPossibleIsCounted() {
        // Given
        var ids = Registry.deviceIds(3);
        batchOf(ids);
        command(ids.get(0), "suspend");
        command(ids.get(1), "revoke");

        // When
        var job = completed(begin(named("suspend", ids)).path("id"));

        // Then
        job.then()
                .body("changed", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("refused", equalTo(1))
                .body("refusals[0].deviceId", equalTo(ids.get(1)))
                .body("refusals[0].reason", equalTo("A revoked device cannot be suspended."));
        Registry.get(tenant, "/jobs")
                .then()
                .body("items[0].id", equalTo(job.path("id")))
                .body("items[0].refusals", nullValue());
    }

    @Test
    void aPreviewCountsAndChangesNothing() {
        // Given
        var ids = Registry.deviceIds(4);
        var batch = batchOf(ids);
        command(ids.getFirst(), "suspend");

        // When
        var preview = send("/jobs/preview", "viewer", filter("revoke", batch, 1));

        // Then
        preview.then()
                .statusCode(200)
                .body("devices", equalTo(4))
                .body("states.registered", equalTo(3))
                .body("states.suspended", equalTo(1));
        Registry.get(tenant, "/jobs").then().body("items", hasSize(0));
    }

    @Test
    void nothingIsDoneWhenTheFilterFindsOthersByNow() {
        // Given
        var ids = Registry.deviceIds(3);
        var batch = batchOf(ids);

        // When
        var refused = begin(filter("revoke", batch, 2));

        // Then
        refused.then()
                .statusCode(409)
                .body("type", containsString("selection-changed"))
                .body("devices", equalTo(3))
                .body("detail", equalTo("These are 3 devices now, not 2. Nothing was done; look at them again."));
        Registry.get(tenant, "/jobs").then().body("items", hasSize(0));
        Registry.get(tenant, "/devices/" + ids.getFirst()).then().body("state", equalTo("registered"));
    }

    @Test
    void theSameRequestAgainIsTheSameJob() {
        // Given
        var ids = Registry.deviceIds(2);
        batchOf(ids);
        var key = UUID.randomUUID().toString();

        // When
        var first = begin(key, named("suspend", ids));
        var again = begin(key, named("suspend", ids));
        var other = begin(key, named("revoke", ids));

        // Then
        first.then().statusCode(202).body("id", equalTo(key));
        again.then().statusCode(202).body("id", equalTo(key));
        other.then().statusCode(422).body("type", containsString("idempotency-key-reused"));
        completed(key).then().body("changed", equalTo(2));
        Registry.get(tenant, "/jobs").then().body("items", hasSize(1));
        assertThat(audited(3)).hasSize(3);
    }

    @Test
    void aCancelledJobLeavesTheRest() {
        // Given
        var ids = Registry.deviceIds(2_000);
        var batch = batchOf(ids);
        var id = begin(filter("suspend", batch, ids.size())).<String>path("id");

        // When
        var cancelled = send("/jobs/" + id + "/cancel", "operator", "{" + WHY + "}");
        var again = send("/jobs/" + id + "/cancel", "operator", "{" + WHY + "}");

        // Then
        cancelled.then().statusCode(200).body("state", equalTo("cancelled"));
        again.then().statusCode(200).body("state", equalTo("cancelled"));
        int changed = cancelled.path("changed");
        assertThat(changed).isLessThan(ids.size());
        Registry.get(tenant, "/jobs/" + id).then().body("changed", equalTo(changed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"command\":\"suspend\"'|devices",
                "'\"command\":\"suspend\",\"devices\":[\"00\"]'|devices",
                "'\"command\":\"suspend\",\"filter\":{}'|filter",
                "'\"command\":\"suspend\",\"filter\":{\"state\":\"registered\"}'|expected",
                "'\"command\":\"suspend\",\"filter\":{\"state\":\"lost\"},\"expected\":1'|state",
                "'\"command\":\"transfer\",\"filter\":{\"state\":\"registered\"},\"expected\":1'|command",
            })
    void anUnclearRequestNamesItsField(String members, String field) {
        begin("{%s,%s}".formatted(members, WHY)).then().statusCode(400).body(containsString(field));
    }

    @Test
    void anotherTenantsDevicesAndJobsAreNotThere() {
        // Given
        var ids = Registry.deviceIds(1);
        batchOf(ids);
        var id = begin(named("suspend", ids)).<String>path("id");
        var other = Registry.tenant();

        // When, then
        Registry.get(other, "/jobs/" + id).then().statusCode(404);
        Registry.get(other, "/jobs").then().body("items", hasSize(0));
        Registry.operator(other)
                .contentType(Registry.JSON)
                .body(named("suspend", ids))
                .post(JOBS)
                .then()
                .statusCode(404);
    }

    @CanIgnoreReturnValue
    private String batchOf(List<String> ids) {
        var batch = Registry.batch(tenant, true);
        Registry.add(tenant, batch, Registry.JSON, Registry.json(ids)).then().statusCode(202);
        return batch;
    }

    private static String filter(String command, String batch, int expected) {
        return "{\"command\":\"%s\",%s,\"filter\":{\"batch\":\"%s\"},\"expected\":%d}"
                .formatted(command, WHY, batch, expected);
    }

    private static String named(String command, List<String> ids) {
        return "{\"command\":\"%s\",%s,\"devices\":[\"%s\"]}".formatted(command, WHY, String.join("\",\"", ids));
    }

    private Response begin(String body) {
        return begin(UUID.randomUUID().toString(), body);
    }

    private Response begin(String key, String body) {
        return Registry.operator(tenant)
                .header("Idempotency-Key", key)
                .contentType(Registry.JSON)
                .body(body)
                .post(JOBS);
    }

    private Response send(String path, String role, String body) {
        return Registry.as(tenant, role).contentType(Registry.JSON).body(body).post(Registry.API + path);
    }

    private void command(String device, String command) {
        send("/devices/" + device + "/" + command, "operator", "{" + WHY + "}")
                .then()
                .statusCode(200);
    }

    private Response completed(String id) {
        return await().atMost(PATIENCE)
                .until(() -> Registry.get(tenant, "/jobs/" + id), job -> "completed".equals(job.path("state")));
    }

    private List<AuditRecorded> audited(int count) {
        return TopicReader.await(
                        Topics.AUDIT,
                        event -> event.data() instanceof AuditRecorded record
                                && event.key().equals(tenant)
                                && record.outcome() == Outcome.DONE
                                && record.operation().equals("POST " + JOBS),
                        found -> found.size() >= count)
                .stream()
                .map(event -> (AuditRecorded) event.data())
                .toList();
    }
}
