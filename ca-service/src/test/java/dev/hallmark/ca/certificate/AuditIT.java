package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Outcome;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.testkit.Operations;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class AuditIT {

    private static final String CERTIFICATES = "/api/ca/v1/certificates/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    AgroalDataSource database;

    private final TestDevice device = TestDevice.unmet();
    private EventBus bus;
    private String serial;

    @BeforeEach
    void enrol() {
        Service.awaitReady();
        serial = Est.certificate(Est.enrol(device.token(), device.request("CN=any")))
                .getSerialNumber()
                .toString(16);
        bus = new EventBus();
    }

    @AfterEach
    void leave() {
        bus.close();
    }

    /** An operation that this does not know is a new one: say here what it takes, and have it leave a record. */
    @Test
    void everyOperationThatChangesSomethingLeavesARecord() {
        // Given
        var reasons = Map.of("hold", "stolen", "release", "found", "revoke", "keyCompromise");
        assertThat(Operations.changing())
                .isEqualTo(reasons.keySet().stream().map(AuditIT::operation).collect(Collectors.toSet()));

        for (var command : List.of("hold", "release", "revoke")) {
            // When
            var answer = post(command, "{\"reason\":\"%s\"}".formatted(reasons.get(command)));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(records(command))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(record.operation()).isEqualTo(operation(command));
                        assertThat(record.outcome()).isEqualTo(Outcome.DONE);
                        assertThat(record.permission()).isEqualTo("certificates:change");
                        assertThat(record.target()).isEqualTo(new Target("certificate", serial));
                        assertThat(record.reason()).isEqualTo(reasons.get(command));
                        assertThat(record.actor().subject()).isEqualTo(OperatorTokens.subject("default", "operator"));
                        assertThat(record.address()).isEqualTo("127.0.0.1");
                    }));
        }
    }

    @Test
    void aCommandThatChangesNothingLeavesNoRecord() {
        // When
        assertThat(post("release", "{}").statusCode()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(post("hold", "{}").statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(post("release", "{}").statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(post("revoke", "{\"reason\":\"unspecified\"}").statusCode())
                    .isEqualTo(200);
        }
        assertThat(post("hold", "{}").statusCode()).isEqualTo(409);

        // Then
        await().atMost(TIMEOUT).until(() -> !records("revoke").isEmpty());
        assertThat(List.of(
                        records("hold").size(),
                        records("release").size(),
                        records("revoke").size()))
                .containsExactly(1, 1, 1);
    }

    /** It is not good again for that, but from now on it is for the registry alone. */
    @Test
    void theEndOfAHoldByHandOfASuspendedDeviceIsAChange() {
        // Given
        assertThat(post("hold", "{}").statusCode()).isEqualTo(200);
        TestKafka.publish(device.suspended(2));
        await().atMost(TIMEOUT)
                .until(() -> Est.enrol(device.token(), device.request("CN=any")).statusCode() == 403);

        // When
        var answer = post("release", "{\"reason\":\"found\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(records("release"))
                .singleElement()
                .extracting(AuditRecorded::reason)
                .isEqualTo("found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"reason\":null}", "{\"reason\":\" \"}"})
    void aReasonMayBeLeftOut(String body) {
        assertThat(post("hold", body).statusCode()).isEqualTo(200);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(records("hold"))
                .singleElement()
                .extracting(AuditRecorded::reason)
                .isNull());
    }

    @Test
    void aRequestWithoutABodyIsOneWithoutAReason() {
        assertThat(as("operator").post(CERTIFICATES + serial + "/hold").statusCode())
                .isEqualTo(200);
        assertThat(as("operator")
                        .contentType("application/x-www-form-urlencoded")
                        .post(CERTIFICATES + serial + "/release")
                        .statusCode())
                .isEqualTo(200);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(records("release"))
                .singleElement()
                .extracting(AuditRecorded::reason)
                .isNull());
    }

    @Test
    void aReasonThatCannotBeReadIsRefused() {
        for (var reason : List.of("\\u0000", "\\u001b[2J", "x".repeat(501))) {
            var answer = post("hold", "{\"reason\":\"%s\"}".formatted(reason));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("reason");
        }
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws SQLException {
        execute("alter table outbox add constraint away check (topic <> 'hallmark.audit.v1') not valid");
        try {
            assertThat(post("hold", "{}").statusCode()).isEqualTo(500);
        } finally {
            execute("alter table outbox drop constraint away");
        }

        assertThat(as("viewer").get(CERTIFICATES + serial).jsonPath().getString("state"))
                .isEqualTo("active");
    }

    @Test
    void whoMayNotRevokeIsRecorded() {
        assertThat(as("viewer").post(CERTIFICATES + serial + "/revoke").statusCode())
                .isEqualTo(403);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(records("revoke"))
                .singleElement()
                .extracting(AuditRecorded::outcome)
                .isEqualTo(Outcome.REFUSED));
    }

    private static String operation(String command) {
        return "POST " + CERTIFICATES + "{serial}/" + command;
    }

    private List<AuditRecorded> records(String command) {
        return bus.audited(CERTIFICATES + serial + "/" + command);
    }

    private Response post(String command, String body) {
        return as("operator").contentType("application/json").body(body).post(CERTIFICATES + serial + "/" + command);
    }

    private static RequestSpecification as(String role) {
        return RestAssured.given().auth().oauth2(OperatorTokens.token("default", role));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
        }
    }
}
