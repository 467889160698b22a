package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.attestation.TestChallenge;
import dev.hallmark.attestation.TestDevice;
import dev.hallmark.attestation.TestFleet;
import dev.hallmark.attestation.TestGateway;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ChallengeIT {

    @Test
    void saysWhatToSign() {
        var device = TestFleet.device();

        var response = TestChallenge.ask(device, TestGateway.connect());

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        var json = JsonPath.from(response.body());
        assertThat(json.getString("challengeId")).matches("[A-Za-z0-9_-]{22}");
        assertThat(Base64.getUrlDecoder().decode(json.getString("nonce"))).hasSize(32);
        assertThat(json.getString("audience")).isEqualTo("urn:hallmark:attestation");
        assertThat(json.getString("profile")).isEqualTo("tag:hallmark.dev,2026:attestation/1");
        assertThat(json.getString("binding")).isEqualTo("tls-exporter");
        assertThat(json.getList("algorithms")).isEqualTo(List.of("ES256"));
        assertThat(Instant.parse(json.getString("expiresAt")))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
    }

    @Test
    void saysWhenTheConnectionIsNotTheDevices() {
        var response = TestChallenge.ask(TestFleet.device(), TestGateway.connectUnbound());

        assertThat(JsonPath.from(response.body()).getString("binding")).isEqualTo("none");
    }

    /** One status, one body, the same headers: nobody can tell why. */
    @Test
    void aDeviceThatMayNotAttestGetsTheAnswerToAnUnknownOne() {
        // Given
        var policy = TestFleet.policy(List.of(), List.of(), false);
        var inNoBatch = TestDevice.create();
        var underNoPolicy = TestDevice.create();
        var underAPolicyOfAnother = TestDevice.create();
        var devices = new ArrayList<>(List.of(inNoBatch, underNoPolicy, underAPolicyOfAnother));
        var unwelcome = new ArrayList<DeviceSnapshot>();
        for (var standing : List.of(Standing.SUSPENDED, Standing.REVOKED, Standing.RETIRED, Standing.TRANSFERRING)) {
            var device = TestDevice.create();
            devices.add(device);
            unwelcome.add(TestFleet.snapshot(device, policy.policy(), standing, 1));
        }
        TestFleet.publish(policy, unwelcome.toArray(DeviceSnapshot[]::new));
        TestFleet.publish(
                policy,
                new DeviceSnapshot(
                        inNoBatch.id(), null, policy.policy(), null, null, null, null, Standing.ACTIVE, 1, 1),
                TestFleet.snapshot(underNoPolicy, "unknown", Standing.ACTIVE, 1));
        TestKafka.publish(TestKafka.event(
                "other",
                new BatchDevicesAdded(
                        "batch-1",
                        List.of(TestFleet.snapshot(underAPolicyOfAnother, policy.policy(), Standing.ACTIVE, 1)))));
        var last = TestDevice.create();
        TestFleet.publish(policy, TestFleet.snapshot(last, policy.policy(), Standing.ACTIVE, 1));
        TestFleet.awaitKnown(last);

        // When
        var unknown = TestChallenge.ask(TestDevice.create(), TestGateway.connect());
        var answers = devices.stream()
                .map(device -> TestChallenge.ask(device, TestGateway.connect()))
                .toList();

        // Then
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answers).allSatisfy(answer -> assertSame(answer, unknown));
    }

    private static void assertSame(HttpResponse<String> answer, HttpResponse<String> unknown) {
        assertThat(answer.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(answer.body()).isEqualTo(unknown.body());
        assertThat(answer.headers()).isEqualTo(unknown.headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"publicKey\":\"AAAA\",\"purpose\":\"onboard\"}",
                "{\"publicKey\":\"!\",\"purpose\":\"onboard\"}",
                "{\"publicKey\":1,\"purpose\":\"onboard\"}",
                "{\"purpose\":\"onboard\"}"
            })
    void anUnreadableRequestSaysSo(String body) {
        var response = TestChallenge.ask(body, TestGateway.connect());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aPurposeIsOneOfThree() {
        var device = TestFleet.device();
        for (var purpose : List.of("renew", "reattest")) {
            var body = device.askBody().replace("onboard", purpose);
            assertThat(TestChallenge.ask(body, TestGateway.connect()).statusCode())
                    .isEqualTo(201);
        }
        var other = device.askBody().replace("onboard", "party");
        assertThat(TestChallenge.ask(other, TestGateway.connect()).statusCode()).isEqualTo(400);
    }

    @Test
    void oneIsOutstandingPerDevicePurposeAndConnection() {
        // Given
        var device = TestFleet.device();
        var here = TestGateway.connect();
        var there = TestGateway.connect();
        var replaced = TestChallenge.get(device, here);
        var elsewhere = TestChallenge.get(device, there);

        // When
        var current = TestChallenge.get(device, here);

        // Then
        assertThat(replaced.answerEat(device.eat(replaced, here.exporter()), here)
                        .statusCode())
                .isEqualTo(403);
        assertThat(current.answerEat(device.eat(current, here.exporter()), here).statusCode())
                .isEqualTo(200);
        assertThat(elsewhere
                        .answerEat(device.eat(elsewhere, there.exporter()), there)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyTheGatewayMayAsk() {
        var request = HttpRequest.newBuilder(TestGateway.uri("/attestation/v1/challenges"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(TestDevice.create().askBody()))
                .build();

        assertThat(TestGateway.send(request).statusCode()).isEqualTo(401);
    }
}
