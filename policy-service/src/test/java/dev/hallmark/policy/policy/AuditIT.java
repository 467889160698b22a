package dev.hallmark.policy.policy;

import static dev.hallmark.policy.policy.PolicyCalls.POLICIES;
import static dev.hallmark.policy.policy.PolicyCalls.body;
import static dev.hallmark.policy.policy.PolicyCalls.change;
import static dev.hallmark.policy.policy.PolicyCalls.createPolicy;
import static dev.hallmark.policy.policy.PolicyCalls.name;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.Operations;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TopicReader;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AuditIT {

    private static final String UNBOUND = ",\"attestation\":{\"allowUnbound\":true}";

    @Inject
    AgroalDataSource database;

    private final String name = name();

    /** A new operation fails this test: add here the body it needs, and let it leave an audit record. */
    @Test
    void everyOperationThatChangesSomethingLeavesARecord() {
        // Given
        String id = create().extract().path("id");
        Map<String, Supplier<ValidatableResponse>> requests = Map.of(
                "POST " + POLICIES, () -> createPolicy("default", "operator", body(name(), "")),
                "PUT " + POLICIES + "/{id}", () -> change(id, body(name, UNBOUND), null));
        assertThat(requests.keySet()).containsExactlyInAnyOrderElementsOf(Operations.changing());

        requests.forEach((operation, request) -> {
            // When
            String changed = request.get().extract().path("id");

            // Then
            assertThat(recordOf(changed, operation)).satisfies(record -> {
                assertThat(record.outcome()).isEqualTo(Outcome.DONE);
                assertThat(record.permission()).isEqualTo("policies:change");
                assertThat(record.actor().subject()).isEqualTo(OperatorTokens.subject("default", "operator"));
                assertThat(record.address()).isEqualTo("127.0.0.1");
            });
        });
    }

    @Test
    void whatChangesNothingLeavesNoRecord() {
        // Given
        String id = create().extract().path("id");

        // When
        change(id, body(name, ""), null).statusCode(200);
        given().auth()
                .oauth2(OperatorTokens.token("default", "operator"))
                .contentType("application/json")
                .body(body(name, UNBOUND))
                .post(POLICIES + "/" + id + "/dry-run")
                .then()
                .statusCode(200);
        change(id, body(name, UNBOUND), "\"7\"").statusCode(412);
        change(id, body(name, UNBOUND), null).statusCode(200);

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(records(id))
                .map(AuditRecorded::operation)
                .containsExactly("POST " + POLICIES, "PUT " + POLICIES + "/{id}"));
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws SQLException {
        execute("alter table outbox add constraint away check (topic <> 'hallmark.audit.v1') not valid");
        try {
            create().statusCode(500);
        } finally {
            execute("alter table outbox drop constraint away");
        }

        PolicyCalls.list().body("items.findAll { it.name == '%s' }".formatted(name), hasSize(0));
    }

    @Test
    void whoMayNotChangeAPolicyIsRecorded() {
        var id = UUID.randomUUID().toString();
        given().auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .contentType("application/json")
                .body(body(name, ""))
                .put(POLICIES + "/" + id)
                .then()
                .statusCode(403);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(all())
                .filteredOn(record -> record.path().equals(POLICIES + "/" + id))
                .singleElement()
                .satisfies(record -> assertThat(record.outcome()).isEqualTo(Outcome.REFUSED)));
    }

    private AuditRecorded recordOf(String policy, String operation) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> records(policy).stream()
                                .filter(record -> record.operation().equals(operation))
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private List<AuditRecorded> records(String policy) {
        var target = new Target("policy", policy);
        return all().stream().filter(record -> target.equals(record.target())).toList();
    }

    private List<AuditRecorded> all() {
        try (var trail = TopicReader.events(Topics.AUDIT, event -> event.key().equals("default"))) {
            return trail.read().stream()
                    .map(event -> (AuditRecorded) event.data())
                    .toList();
        }
    }

    private ValidatableResponse create() {
        return createPolicy("default", "operator", body(name, ""));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }
}
