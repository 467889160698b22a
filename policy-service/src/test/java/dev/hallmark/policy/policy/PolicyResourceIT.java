package dev.hallmark.policy.policy;

import static dev.hallmark.policy.policy.PolicyCalls.POLICIES;
import static dev.hallmark.policy.policy.PolicyCalls.body;
import static dev.hallmark.policy.policy.PolicyCalls.createPolicy;
import static dev.hallmark.policy.policy.PolicyCalls.name;
import static dev.hallmark.policy.policy.PolicyCalls.published;
import static dev.hallmark.policy.policy.PolicyCalls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.policy.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class PolicyResourceIT {

    @Test
    void aPolicyIsCreatedAndPublishedWhole() {
        // Given
        var name = name();
        var body =
                """
                {"name":"%s","target":{"kind":"mosquitto","settings":{"host":"mqtt.example.com","port":8884}},
                 "certificate":{"profile":"short"},
                 "attestation":{"algorithms":["ES256"],"rootsOfTrust":["qdid"],"allowUnbound":true,"minimumTrust":"hardware","minimumTls":"1.3"}}
                """
                        .formatted(name);

        // When
        var created = createPolicy("default", "operator", body).statusCode(201).body("version", equalTo(1));

        // Then
        String id = created.extract().path("id");
        created.header("Location", org.hamcrest.Matchers.endsWith(POLICIES + "/" + id));
        read(id, "default")
                .statusCode(200)
                .body("name", equalTo(name))
                .body("target.settings.port", equalTo(8884))
                .body("certificate.profile", equalTo("short"))
                .body("attestation.allowUnbound", equalTo(true))
                .body("attestation.minimumTrust", equalTo("hardware"))
                .body("attestation.minimumTls", equalTo("1.3"))
                .body("createdAt", notNullValue());
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(published(id))
                .containsExactly(new PolicyPublished(
                        id,
                        name,
                        1,
                        "mosquitto",
                        "short",
                        List.of("ES256"),
                        List.of("qdid"),
                        true,
                        "hardware",
                        "1.3")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"kind":"mosquitto","settings":{"host":"a","port":70000}}       | target.settings.port
            {"kind":"mosquitto","settings":{"host":"a","port":"x"}}         | target.settings.port
            {"kind":"mosquitto","settings":{"port":8883}}                   | target.settings.host
            {"kind":"mosquitto"}                                            | target.settings.host
            {"kind":"mosquitto","settings":{"host":"a b"}}                  | target.settings.host
            {"kind":"mosquitto","settings":{"host":"a","qos":1}}            | target.settings.qos
            {"kind":"carrier-pigeon","settings":{}}                         | target.kind
            {"settings":{}}                                                 | target.kind
            """)
    void whatIsWrongWithATargetIsSaidByField(String target, String field) {
        createPolicy("default", "operator", "{\"name\":\"%s\",\"target\":%s}".formatted(name(), target))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hallmark.dev/problems/invalid-request"))
                .body("errors.field", contains(field))
                .body("detail", org.hamcrest.Matchers.containsString(field));
    }

    @Test
    void unknownAlgorithmsAndBadNamesAreRefused() {
        createPolicy("default", "operator", body(name(), ",\"attestation\":{\"algorithms\":[\"none\"]}"))
                .statusCode(400)
                .body("errors.field", contains("attestation.algorithms"));
        createPolicy("default", "operator", body("a b", "")).statusCode(400).body("errors.field", contains("name"));
        createPolicy("default", "operator", body(UUID.randomUUID().toString(), ""))
                .statusCode(400)
                .body("errors.field", contains("name"));
        createPolicy("default", "operator", body(name(), ",\"colour\":\"red\""))
                .statusCode(400)
                .body("field", equalTo("colour"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.4", "", "TLSv1.3", "1.3 "})
    void anUnknownVersionOfTlsIsRefusedByField(String version) {
        createPolicy("default", "operator", body(name(), ",\"attestation\":{\"minimumTls\":\"%s\"}".formatted(version)))
                .statusCode(400)
                .body("errors.field", contains("attestation.minimumTls"))
                .body("errors.reason", contains("must be 1.2 or 1.3"));
    }

    @Test
    void withoutAMinimumAnyVersionOfTlsIsAccepted() {
        String id = createPolicy("default", "operator", body(name(), ""))
                .statusCode(201)
                .body("attestation.minimumTls", equalTo("1.2"))
                .extract()
                .path("id");
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(published(id))
                .extracting(PolicyPublished::minimumTls)
                .containsExactly("1.2"));
    }

    @Test
    void aNameIsUniqueWithinItsTenant() {
        var name = name();
        createPolicy("default", "operator", body(name, "")).statusCode(201);

        createPolicy("default", "operator", body(name, "")).statusCode(409).body("field", equalTo("name"));
        createPolicy("other", "operator", body(name, "")).statusCode(201);
    }

    @Test
    void ofManyAtOnceWithOneNameOneWins() {
        var name = name();

        var statuses = IntStream.range(0, 8)
                .parallel()
                .map(n -> createPolicy("default", "operator", body(name, ""))
                        .extract()
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }
}
