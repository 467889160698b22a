package dev.hallmark.policy.policy;

import static dev.hallmark.policy.policy.PolicyCalls.POLICIES;
import static dev.hallmark.policy.policy.PolicyCalls.body;
import static dev.hallmark.policy.policy.PolicyCalls.createPolicy;
import static dev.hallmark.policy.policy.PolicyCalls.name;
import static dev.hallmark.policy.policy.PolicyCalls.read;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PolicyPreviewIT {

    private final String name = name();

    @Test
    void aPreviewSaysWhatWouldChangeAndChangesNothing() {
        // Given
        var id = create();

        // When
        var preview = preview(
                id, body(name, ",\"attestation\":{\"allowUnbound\":true}").replace("localhost", "b"));

        // Then
        preview.statusCode(200)
                .body("version", equalTo(1))
                .body("valid", equalTo(true))
                .body("errors", hasSize(0))
                .body("changes.field", contains("attestation.allowUnbound", "target.settings.host"))
                .body("changes.reaches", contains("attestation", "connection"))
                .body("changes[1].from", equalTo("localhost"))
                .body("changes[1].to", equalTo("b"));
        read(id, "default").body("version", equalTo(1)).body("target.settings.host", equalTo("localhost"));
    }

    @Test
    void aPreviewCountsTheDevicesThatHaveACertificateUnderThePolicy() throws Exception {
        // Given
        var id = create();
        var first = TestDevice.of(id);
        TestKafka.publish(first.issued(TestDevice.serial(), 1));
        TestKafka.publish(first.issued(TestDevice.serial(), 1));
        TestKafka.publish(TestDevice.of(id).issued(TestDevice.serial(), 1));
        TestKafka.publish(TestDevice.of(create(name())).issued(TestDevice.serial(), 1));

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> preview(id, body(name, ""))
                .body("changes", hasSize(0))
                .body("certificates", equalTo(3))
                .body("devices", equalTo(Map.of("active", 2))));
    }

    @Test
    void aPreviewNamesWhatWouldBeRefused() {
        preview(create(), body("another", ",\"attestation\":{\"algorithms\":[\"none\"]}"))
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("errors.field", contains("attestation.algorithms", "name"));
    }

    @Test
    void thereIsNoPreviewOfAPolicyOfAnotherTenant() {
        var id = create();

        given().auth()
                .oauth2(OperatorTokens.token("other", "operator"))
                .contentType("application/json")
                .body(body(name, ""))
                .post(POLICIES + "/" + id + "/dry-run")
                .then()
                .statusCode(404);
    }

    private String create() {
        return create(name);
    }

    private static String create(String name) {
        return createPolicy("default", "operator", body(name, ""))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse preview(String id, String body) {
        return given().auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .contentType("application/json")
                .body(body)
                .post(POLICIES + "/" + id + "/dry-run")
                .then();
    }
}
