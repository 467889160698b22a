package dev.hallmark.policy.connection;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.testkit.ConnectionHeader;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/** Requests of devices, and the answers that say no. */
final class ConnectionCalls {

    static final String PATH = "/connection/v1";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ConnectionCalls() {}

    static TestDevice device() {
        return TestDevice.of(TestPolicies.mosquitto("default"));
    }

    static SerialNumber onboarded(TestDevice device) throws Exception {
        return onboarded(device, 1);
    }

    static SerialNumber onboarded(TestDevice device, int generation) throws Exception {
        var serial = TestDevice.serial();
        TestKafka.publish(device.issued(serial, generation));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        return serial;
    }

    static ValidatableResponse byToken(TestDevice device) {
        return byToken(device, "wait=5");
    }

    static ValidatableResponse byToken(TestDevice device, String prefer) {
        return ask(bearer(device.token()).header("Prefer", prefer));
    }

    static ValidatableResponse byCertificate(TestDevice device, SerialNumber serial) throws Exception {
        var certificate = DeviceCertificates.of(device.id(), serial);
        return given().header(ConnectionHeader.NAME, ConnectionHeader.of("GET", PATH, certificate))
                .header("Prefer", "wait=0")
                .get(PATH)
                .then();
    }

    static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    static ValidatableResponse ask(RequestSpecification request) {
        return request.header(ConnectionHeader.NAME, ConnectionHeader.of("GET", PATH))
                .get(PATH)
                .then();
    }

    static void refused(ValidatableResponse response) {
        response.statusCode(403)
                .contentType("application/problem+json")
                .body(
                        "",
                        equalTo(Map.of(
                                "type", "https://hallmark.dev/problems/device-refused",
                                "title", "Device refused",
                                "status", 403)));
    }

    static void unauthenticated(ValidatableResponse response) {
        response.statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("https://hallmark.dev/problems/not-authenticated"));
    }
}
