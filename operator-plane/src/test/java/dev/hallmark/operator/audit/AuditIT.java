package dev.hallmark.operator.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Actor;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.testkit.OperatorTokens;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(OperatorTokens.class)
class AuditIT {

    private static final String CHANGES = "/api/test/v1/changes/";
    private static final String THINGS = "/api/test/v1/things";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AgroalDataSource database;

    @Inject
    MeterRegistry meters;

    private final String id = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    private final AuditTopic topic = new AuditTopic();

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aRecordNamesActorOperationTargetAddressAndReason() {
        // When
        as("other", "operator", "auditor", "unheard-of")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("Forwarded", "for=203.0.113.7")
                .post(CHANGES + id + "?fails=false")
                .then()
                .statusCode(200);

        // Then
        var record = recorded(id);
        assertThat(record)
                .isEqualTo(new AuditRecorded(
                        dev.hallmark.commons.identity.TenantId.of("other"),
                        new Actor(
                                OperatorTokens.ISSUER,
                                OperatorTokens.subject("other", "operator", "auditor"),
                                List.of("operator", "auditor")),
                        "devices:change",
                        "POST /api/test/v1/changes/{id}",
                        CHANGES + id,
                        new Target("thing", id),
                        "127.0.0.1",
                        Outcome.DONE,
                        "it was time",
                        TRACE));
        assertThat(topic.of(id)).singleElement().satisfies(event -> {
            assertThat(event.key()).isEqualTo("other");
            assertThat(event.tenant()).hasToString("other");
            assertThat(event.actor()).isEqualTo(OperatorTokens.subject("other", "operator", "auditor"));
            assertThat(event.service()).isEqualTo("test-service");
        });
    }

    @Test
    void aMalformedTraceContextIsNotRecorded() {
        as("default", "operator")
                .header("traceparent", "00-" + "0".repeat(32) + "-b7ad6b7169203331-01")
                .post(CHANGES + id)
                .then()
                .statusCode(200);

        assertThat(recorded(id).traceId()).isNull();
    }

    @Test
    void aChangeThatIsRolledBackLeavesNoRecord() throws SQLException {
        // When
        as("default", "operator").post(CHANGES + id + "?fails=true").then().statusCode(500);

        // Then
        assertThat(things(id)).isZero();
        as("default", "operator").post(CHANGES + id).then().statusCode(200);
        assertThat(recorded(id).outcome()).isEqualTo(Outcome.DONE);
        assertThat(topic.of(id)).hasSize(1);
    }

    @Test
    void aChangeThatCannotBeRecordedIsRolledBack() throws SQLException {
        execute("alter table outbox add constraint away check (topic <> 'hallmark.audit.v1') not valid");
        try {
            as("default", "operator").post(CHANGES + id).then().statusCode(500);
        } finally {
            execute("alter table outbox drop constraint away");
        }

        assertThat(things(id)).isZero();
    }

    @Test
    void aRefusalIsRecordedWithItsReason() {
        // When
        as("default", "viewer").post(CHANGES + id + "?token=secret").then().statusCode(403);
        as("default", "factory").get(THINGS + "/" + id).then().statusCode(403);

        // Then
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(topic.of(id)).hasSize(2));
        assertThat(topic.of(id))
                .map(event -> (AuditRecorded) event.data())
                .allSatisfy(record -> {
                    assertThat(record.outcome()).isEqualTo(Outcome.REFUSED);
                    assertThat(record.target()).isNull();
                    assertThat(record.address()).isEqualTo("127.0.0.1");
                })
                .anySatisfy(record -> {
                    assertThat(record.path()).isEqualTo(CHANGES + id);
                    assertThat(record.operation()).isEqualTo("POST /api/test/v1/changes/{id}");
                    assertThat(record.permission()).isEqualTo("devices:change");
                    assertThat(record.actor().roles()).containsExactly("viewer");
                    assertThat(record.reason())
                            .isEqualTo("This needs the permission devices:change,"
                                    + " which the roles operator and admin have.");
                })
                .anySatisfy(record -> {
                    assertThat(record.operation()).isEqualTo("GET /api/test/v1/things/{id}");
                    assertThat(record.permission()).isEqualTo("devices:read");
                });
    }

    @Test
    void aLongPathIsCutOff() {
        as("default", "viewer").post(CHANGES + id + "x".repeat(2000)).then().statusCode(403);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(topic.of("xxx"))
                .map(event -> ((AuditRecorded) event.data()).path())
                .anySatisfy(path -> assertThat(path).contains(id).hasSize(512)));
    }

    /** An insert that waits for a lock behaves like a database that hangs. */
    @Test
    void aRefusalThatCannotBeRecordedInTimeStands() throws SQLException {
        var unrecorded = unrecorded();
        var begin = Instant.now();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table outbox in access exclusive mode");

            as("default", "viewer").post(CHANGES + id).then().statusCode(403);
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(unrecorded()).isEqualTo(unrecorded + 1);
    }

    @Test
    void requestsWithoutATokenAreCountedAndNotRecorded() throws SQLException {
        // Given
        var before = unknown(401);
        var expired = OperatorTokens.token("hallmark-api", Instant.now().minusSeconds(3600), "default", "admin");

        // When
        for (var path : List.of(CHANGES + id, THINGS, "/api/test/v1/nowhere", "/elsewhere/guarded")) {
            given().get(path).then().statusCode(401);
        }
        for (var token : List.of("unreadable", expired)) {
            given().auth().oauth2(token).post(CHANGES + id).then().statusCode(401);
        }

        // Then
        assertThat(unknown(401)).isEqualTo(before + 6);
        assertNothingRecorded();
    }

    @Test
    void requestsWithoutATenantAreCountedAndNotRecorded() throws SQLException {
        var before = unknown(403);

        as("unheard-of", "admin").post(CHANGES + id).then().statusCode(403);
        as("default", "admin").get("/api/test/v1/forgotten").then().statusCode(403);

        assertThat(unknown(403)).isEqualTo(before + 2);
        assertNothingRecorded();
    }

    @Test
    void whatIsNotForOperatorsIsNotCounted() {
        var before = unknown(403);

        given().get("/elsewhere").then().statusCode(403);

        assertThat(unknown(403)).isEqualTo(before);
    }

    /** A record of a later request is there, and none of the earlier one, in the order of the outbox. */
    private void assertNothingRecorded() {
        as("default", "operator").post(CHANGES + id).then().statusCode(200);
        assertThat(recorded(id).outcome()).isEqualTo(Outcome.DONE);
        assertThat(topic.of(id)).hasSize(1);
    }

    private AuditRecorded recorded(String end) {
        await().atMost(TIMEOUT).until(() -> !topic.of(end).isEmpty());
        return (AuditRecorded) topic.of(end).getFirst().data();
    }

    private double unknown(int status) {
        return meters.counter("hallmark.operator.unknown", "status", String.valueOf(status))
                .count();
    }

    private double unrecorded() {
        return meters.counter("hallmark.audit.unrecorded").count();
    }

    private long things(String named) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from thing where id = ?")) {
            statement.setString(1, named);
            var found = statement.executeQuery();
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }

    private static RequestSpecification as(String tenant, String... roles) {
        return given().auth().oauth2(OperatorTokens.token(tenant, roles));
    }
}
