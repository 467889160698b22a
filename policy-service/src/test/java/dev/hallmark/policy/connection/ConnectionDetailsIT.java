package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.ask;
import static dev.hallmark.policy.connection.ConnectionCalls.bearer;
import static dev.hallmark.policy.connection.ConnectionCalls.byCertificate;
import static dev.hallmark.policy.connection.ConnectionCalls.byToken;
import static dev.hallmark.policy.connection.ConnectionCalls.device;
import static dev.hallmark.policy.connection.ConnectionCalls.onboarded;
import static dev.hallmark.policy.connection.ConnectionCalls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ConnectionDetailsIT {

    @Inject
    ObjectMapper json;

    @Test
    void aDeviceIsToldWhatTheProtocolSaysAndNothingElse() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);

        // When
        var answer = byToken(device).statusCode(200).extract().asByteArray();

        // Then
        var name = device.id().commonName();
        assertThat(json.readTree(answer)).isEqualTo(expected(name));
        byCertificate(device, serial).statusCode(200).body("clientId", equalTo(name));
    }

    @Test
    void aDeviceIsToldWhatItsPolicySaysByNow() throws Exception {
        // Given
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var serial = onboarded(device);

        // When
        TestPolicies.change("default", policy, "{\"kind\":\"mosquitto\",\"settings\":{\"host\":\"new.example.com\"}}");

        // Then
        byCertificate(device, serial)
                .statusCode(200)
                .body("host", equalTo("new.example.com"))
                .body("port", equalTo(8883));
        byToken(device).statusCode(200).body("host", equalTo("new.example.com"));
    }

    @Test
    void aFailedOnboardingIsToldWithoutTheReason() throws Exception {
        var device = TestDevice.of(UUID.randomUUID().toString());
        TestKafka.publish(device.issued(TestDevice.serial(), 1));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> byToken(device).statusCode(503));
        byToken(device)
                .statusCode(503)
                .header("Retry-After", "300")
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/provisioning-failed"))
                .body("containsKey('detail')", equalTo(false));
    }

    @Test
    void theTokenOfAnEarlierGenerationOrOfAnotherTenantFindsNothing() throws Exception {
        var device = device();
        var again = onboarded(device, 2);

        ask(bearer(device.token()).header("Prefer", "wait=0")).statusCode(202);
        refused(ask(bearer(device.token(Map.of("tenant", "other", "generation", 2)))));
        byCertificate(device, again).statusCode(200);
    }

    private JsonNode expected(String name) {
        var expected = json.createObjectNode()
                .put("target", "mosquitto")
                .put("protocol", "mqtts")
                .put("host", "mqtt.example.com")
                .put("port", 8884)
                .put("clientId", name)
                .putNull("username")
                .put("caCertificates", "-----BEGIN CERTIFICATE-----\ntest\n-----END CERTIFICATE-----\n");
        expected.putArray("publish").add("devices/" + name + "/up/#");
        expected.putArray("subscribe").add("devices/" + name + "/down/#");
        return expected.put("renewAfter", "2030-02-01T00:00:00Z");
    }
}
