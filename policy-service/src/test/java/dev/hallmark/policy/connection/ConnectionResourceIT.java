package dev.hallmark.policy.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Events;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.policy.TestTokens;
import dev.hallmark.policy.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class ConnectionResourceIT {

    private static final String PATH = "/connection/v1";
    private static final TenantId TENANT = TenantId.of("default");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    TestTopics topics;

    @Inject
    Events events;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Inject
    WaitingRoom room;

    @TestHTTPResource(PATH)
    URI address;

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
    void aDeviceThatIsNotOnboardedYetIsHeldAndThenToldToAskAgain() {
        var begin = Instant.now();

        byToken(device(), "wait=1")
                .statusCode(202)
                .header("Retry-After", "1")
                .body("", equalTo(java.util.Map.of("state", "provisioning")));

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(room.occupied()).isZero();
    }

    @Test
    void aDeviceIsNeverHeldLongerThanFiveSeconds() {
        var begin = Instant.now();

        byToken(device(), "respond-async, wait=3600").statusCode(202);

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void aHeldRequestIsAnsweredOnceTheCertificateArrives() throws Exception {
        // Given
        var device = device();
        var held = hold(device);
        await().until(() -> room.occupied() > 0);

        // When
        topics.send(List.of(event(device.issued(TestDevice.serial(), 1))));

        // Then
        assertThat(held.get(4, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldRequestIsAnsweredWhenAnotherReplicaHasTakenTheCertificate() throws Exception {
        // Given
        var device = device();
        var held = hold(device);
        await().until(() -> room.occupied() > 0);

        // When
        pool.preparedQuery("insert into certificate (device, serial, tenant, policy, generation, issued_at,"
                        + " renew_after, onboarding) values ($1, 'aa', 'default', $2, 1, now(), now(), 'onboarded')")
                .execute(Tuple.of(Buffer.buffer(device.id().bytes()), UUID.fromString(device.policy())))
                .await()
                .atMost(PATIENCE);
        var begin = Instant.now();

        // Then
        assertThat(held.get(4, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void waitingDevicesHoldNoDatabaseConnection() throws Exception {
        // Given: more than the pool has connections
        var held = IntStream.range(0, 60).mapToObj(n -> hold(device("x"))).toList();
        await().until(() -> room.occupied() == held.size());

        // When
        var begin = Instant.now();
        given().auth()
                .oauth2(TestTokens.operator("default", "viewer"))
                .get("/api/policy/v1/policies")
                .then()
                .statusCode(200);

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
        for (var one : held) {
            assertThat(one.get(15, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(room.occupied()).isZero();
    }

    @Test
    void aRevokedDeviceIsRefusedWhicheverWayItComes() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);
        var fresh = device();

        // When
        topics.send(
                List.of(event(device.revoked(TestDevice.VERSION + 1)), event(fresh.revoked(TestDevice.VERSION + 1))));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(device, "wait=0")));
        refused(byCertificate(device, serial));
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(fresh, "wait=0")));
    }

    @Test
    void aRevokedCertificateIsRefusedWhileTheDeviceMayAttestAgain() throws Exception {
        // Given
        var device = device();
        var old = onboarded(device);
        topics.send(List.of(event(device.certificateRevoked(old))));

        // When
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, old)));

        // Then
        byToken(device, "wait=0").statusCode(202);
        var renewed = onboarded(device);
        byToken(device).statusCode(200);
        byCertificate(device, renewed).statusCode(200);
        refused(byCertificate(device, old));
    }

    @Test
    void aFailedOnboardingIsToldWithoutTheReason() throws Exception {
        var device = device(UUID.randomUUID().toString());
        topics.send(List.of(event(device.issued(TestDevice.serial(), 1))));

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

        ask(bearer(TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION))
                        .header("Prefer", "wait=0"))
                .statusCode(202);
        refused(ask(bearer(TestTokens.attestation("other", device.id(), 2, TestDevice.VERSION))));
        byCertificate(device, again).statusCode(200);
    }

    @Test
    void whoDoesNotShowWhoItIsIsRefused() throws Exception {
        var device = device();
        byCertificate(device, onboarded(device)).statusCode(200);
        var token = TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION);
        var expired = TestTokens.attestation(
                "default", device.id(), 1, TestDevice.VERSION, Instant.now().minusSeconds(60));

        unauthenticated(ask(given()));
        unauthenticated(ask(bearer(token + "x")));
        unauthenticated(ask(bearer(expired)));
        unauthenticated(ask(bearer(TestTokens.operator("default", "admin"))));
        unauthenticated(ask(given().header("Authorization", "Basic " + token)));
        given().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(401);
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

    private static TestDevice device() {
        return device(TestPolicies.mosquitto("default"));
    }

    private static TestDevice device(String policy) {
        return TestDevice.of(policy);
    }

    private SerialNumber onboarded(TestDevice device) throws Exception {
        return onboarded(device, 1);
    }

    private SerialNumber onboarded(TestDevice device, int generation) throws Exception {
        var serial = TestDevice.serial();
        topics.send(List.of(event(device.issued(serial, generation))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        return serial;
    }

    private CompletableFuture<HttpResponse<String>> hold(TestDevice device) {
        var token = TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION);
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Hallmark-Connection", TestTokens.connection(PATH, Optional.empty()))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString());
    }

    private static ValidatableResponse byToken(TestDevice device) {
        return byToken(device, "wait=5");
    }

    private static ValidatableResponse byToken(TestDevice device, String prefer) {
        return ask(bearer(TestTokens.attestation("default", device.id(), 1, TestDevice.VERSION))
                .header("Prefer", prefer));
    }

    private static ValidatableResponse byCertificate(TestDevice device, SerialNumber serial) throws Exception {
        var certificate = DeviceCertificates.of(device.id(), serial);
        return given().header("Hallmark-Connection", TestTokens.connection(PATH, Optional.of(certificate)))
                .header("Prefer", "wait=0")
                .get(PATH)
                .then();
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static ValidatableResponse ask(RequestSpecification request) {
        return request.header("Hallmark-Connection", TestTokens.connection(PATH, Optional.empty()))
                .get(PATH)
                .then();
    }

    private static void refused(ValidatableResponse response) {
        response.statusCode(403)
                .contentType("application/problem+json")
                .body(
                        "",
                        equalTo(java.util.Map.of(
                                "type", "https://hallmark.dev/problems/device-refused",
                                "title", "Device refused",
                                "status", 403)));
    }

    private static void unauthenticated(ValidatableResponse response) {
        response.statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://hallmark.dev/problems/not-authenticated"));
    }

    private Event event(EventData data) {
        return events.of(TENANT, data);
    }
}
