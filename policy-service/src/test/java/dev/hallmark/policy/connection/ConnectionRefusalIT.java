package dev.hallmark.policy.connection;

import static dev.hallmark.policy.connection.ConnectionCalls.PATH;
import static dev.hallmark.policy.connection.ConnectionCalls.ask;
import static dev.hallmark.policy.connection.ConnectionCalls.bearer;
import static dev.hallmark.policy.connection.ConnectionCalls.byCertificate;
import static dev.hallmark.policy.connection.ConnectionCalls.byToken;
import static dev.hallmark.policy.connection.ConnectionCalls.device;
import static dev.hallmark.policy.connection.ConnectionCalls.onboarded;
import static dev.hallmark.policy.connection.ConnectionCalls.refused;
import static dev.hallmark.policy.connection.ConnectionCalls.unauthenticated;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestNews;
import dev.hallmark.policy.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestKeys.class)
class ConnectionRefusalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TestNews news;

    @Test
    void aRevokedDeviceIsRefusedWhicheverWayItComes() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(news, device);
        var fresh = device();

        // When
        news.tell(device.revoked(TestDevice.VERSION + 1), fresh.revoked(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(device, "wait=0")));
        refused(byCertificate(device, serial));
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(fresh, "wait=0")));
    }

    @Test
    void aRetiredDeviceIsRefusedWhicheverWayItComes() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(news, device);
        var fresh = device();

        // When
        news.tell(device.retired(TestDevice.VERSION + 1), fresh.retired(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(fresh, "wait=0")));
    }

    @Test
    void aRevokedCertificateIsRefusedWhileTheDeviceMayAttestAgain() throws Exception {
        // Given
        var device = device();
        var old = onboarded(news, device);
        news.tell(device.certificateRevoked(old));

        // When
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, old)));

        // Then
        byToken(device, "wait=0").statusCode(202);
        var renewed = onboarded(news, device);
        byToken(device).statusCode(200);
        byCertificate(device, renewed).statusCode(200);
        refused(byCertificate(device, old));
    }

    @Test
    void aSuspendedDeviceIsRefusedUntilItIsResumed() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(news, device);

        // When
        news.tell(device.suspended(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        news.tell(device.resumed(TestDevice.VERSION + 2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        byToken(device, "wait=0").statusCode(200);
    }

    @Test
    void aHeldCertificateIsRefusedUntilItIsReleasedWhateverOrderThatIsTold() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(news, device);

        // When
        news.tell(device.certificateHeld(serial, 4));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        news.tell(device.certificateHeld(serial, 6), device.certificateReleased(serial, 7));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        news.tell(device.certificateHeld(serial, 6));
        var next = onboarded(news, device);
        byCertificate(device, serial).statusCode(200);
        byCertificate(device, next).statusCode(200);
    }

    @Test
    void whoDoesNotShowWhoItIsIsRefused() throws Exception {
        var device = device();
        byCertificate(device, onboarded(news, device)).statusCode(200);
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
}
