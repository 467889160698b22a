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
import dev.hallmark.policy.Surroundings;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ConnectionRefusalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aRevokedDeviceIsRefusedWhicheverWayItComes() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);
        var fresh = device();

        // When
        TestKafka.publish(device.revoked(TestDevice.VERSION + 1), fresh.revoked(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(device, "wait=0")));
        refused(byCertificate(device, serial));
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(fresh, "wait=0")));
    }

    @Test
    void aRetiredDeviceIsRefusedWhicheverWayItComes() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);
        var fresh = device();

        // When
        TestKafka.publish(device.retired(TestDevice.VERSION + 1), fresh.retired(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        await().atMost(PATIENCE).untilAsserted(() -> refused(byToken(fresh, "wait=0")));
    }

    @Test
    void aRevokedCertificateIsRefusedWhileTheDeviceMayAttestAgain() throws Exception {
        // Given
        var device = device();
        var old = onboarded(device);
        TestKafka.publish(device.certificateRevoked(old));

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
    void aSuspendedDeviceIsRefusedUntilItIsResumed() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);

        // When
        TestKafka.publish(device.suspended(TestDevice.VERSION + 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        TestKafka.publish(device.resumed(TestDevice.VERSION + 2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        byToken(device, "wait=0").statusCode(200);
    }

    @Test
    void aHeldCertificateIsRefusedUntilItIsReleasedWhateverOrderThatIsTold() throws Exception {
        // Given
        var device = device();
        var serial = onboarded(device);

        // When
        TestKafka.publish(device.certificateHeld(serial, 4));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> refused(byCertificate(device, serial)));
        refused(byToken(device, "wait=0"));
        TestKafka.publish(device.certificateHeld(serial, 6), device.certificateReleased(serial, 7));
        await().atMost(PATIENCE)
                .untilAsserted(() -> byCertificate(device, serial).statusCode(200));
        TestKafka.publish(device.certificateHeld(serial, 6));
        var next = onboarded(device);
        byCertificate(device, serial).statusCode(200);
        byCertificate(device, next).statusCode(200);
    }

    @Test
    void whoDoesNotShowWhoItIsIsRefused() throws Exception {
        var device = device();
        byCertificate(device, onboarded(device)).statusCode(200);
        var token = device.token();
        var expired = device.token(Map.of("exp", Instant.now().getEpochSecond() - 60));

        unauthenticated(ask(given()));
        unauthenticated(ask(bearer(token + "x")));
        unauthenticated(ask(bearer(expired)));
        unauthenticated(ask(bearer(OperatorTokens.token("default", "admin"))));
        unauthenticated(ask(given().header("Authorization", "Basic " + token)));
        given().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(401);
    }
}
