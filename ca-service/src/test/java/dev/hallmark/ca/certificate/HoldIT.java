package dev.hallmark.ca.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.ca.testing.Crls;
import dev.hallmark.ca.testing.Est;
import dev.hallmark.ca.testing.EventBus;
import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.EventData;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.testkit.OperatorTokens;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class HoldIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CESSATION_OF_OPERATION = 5;
    private static final int CERTIFICATE_HOLD = 6;

    private final TestDevice device = TestDevice.unmet();
    private EventBus bus;
    private BigInteger serial;

    @BeforeEach
    void enrol() {
        Service.awaitReady();
        serial = Est.certificate(Est.enrol(device.token(), device.request("CN=any")))
                .getSerialNumber();
        bus = new EventBus();
    }

    @AfterEach
    void leave() {
        bus.close();
    }

    @Test
    void aSuspendedDevicesCertificateIsHeldOnTheCrlThatTheEventNames() {
        // When
        TestKafka.publish(device.suspended(2));

        // Then
        var held = published(CertificateHeld.class);
        assertThat(held.serial().value()).isEqualTo(serial);
        assertThat(held.commonName()).isEqualTo(device.id().commonName());
        assertThat(Crls.number(Crls.full())).isGreaterThanOrEqualTo(held.crlNumber());
        assertThat(Crls.reasons(serial)).containsExactly(CERTIFICATE_HOLD, CERTIFICATE_HOLD);
        assertThat(view().getString("state")).isEqualTo("held");
        assertThat(view().getString("reason")).isEqualTo("certificateHold");
        Est.assertRefused(Est.enrol(device.token(), device.request("CN=any")));
    }

    @Test
    void aResumedDeviceHasItsCertificateBack() {
        // Given
        TestKafka.publish(device.suspended(2));
        var held = published(CertificateHeld.class);

        // When
        TestKafka.publish(device.resumed(3));

        // Then
        var released = published(CertificateReleased.class);
        assertThat(released.serial().value()).isEqualTo(serial);
        assertThat(released.crlNumber()).isGreaterThan(held.crlNumber());
        assertThat(Crls.number(Crls.full())).isGreaterThanOrEqualTo(released.crlNumber());
        assertThat(Crls.reasons(serial)).isEmpty();
        assertThat(view().getString("state")).isEqualTo("active");
        assertThat(view().getMap("")).doesNotContainKeys("reason", "heldAt", "crlNumber");
        var again = Est.certificate(Est.enrol(device.token(), device.request("CN=any")));
        assertThat(again.getSerialNumber()).isEqualTo(serial);
    }

    @Test
    void everySuspensionIsListedAndPublishedAnew() {
        // When
        TestKafka.publish(device.suspended(2));
        var first = published(CertificateHeld.class);
        TestKafka.publish(device.resumed(3));
        assertThat(published(CertificateReleased.class)).isNotNull();
        TestKafka.publish(device.suspended(4));

        // Then
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(bus.of(device.id(), CertificateHeld.class))
                .hasSize(2)
                .last()
                .satisfies(second -> assertThat(second.crlNumber()).isGreaterThan(first.crlNumber())));
        assertThat(Crls.reasons(serial)).containsExactly(CERTIFICATE_HOLD, CERTIFICATE_HOLD);
    }

    @Test
    void anEventOlderThanTheStoredStandingChangesNothing() {
        // Given
        TestKafka.publish(device.suspended(2));
        TestKafka.publish(device.resumed(3));
        assertThat(published(CertificateReleased.class)).isNotNull();

        // When
        TestKafka.publish(device.suspended(2));
        var witness = witness();

        // Then
        assertThat(witness).isNotNull();
        assertThat(view().getString("state")).isEqualTo("active");
    }

    @Test
    void aTokenNewerThanTheSuspensionReleasesToo() {
        // Given
        TestKafka.publish(device.suspended(2));
        assertThat(published(CertificateHeld.class)).isNotNull();

        // When
        var again = Est.certificate(Est.enrol(device.token(Map.of("device_version", 3)), device.request("CN=any")));

        // Then
        assertThat(again.getSerialNumber()).isEqualTo(serial);
        assertThat(published(CertificateReleased.class).serial().value()).isEqualTo(serial);
        TestKafka.publish(device.resumed(3));
        assertThat(witness()).isNotNull();
        assertThat(view().getString("state")).isEqualTo("active");
    }

    @Test
    void aHoldByHandOutlastsASuspension() {
        // Given
        assertThat(post("hold").jsonPath().getBoolean("heldByHand")).isTrue();
        assertThat(published(CertificateHeld.class)).isNotNull();
        Est.assertRefused(Est.enrol(device.token(), device.request("CN=any")));

        // When
        TestKafka.publish(device.suspended(2));
        TestKafka.publish(device.resumed(3));
        assertThat(witness()).isNotNull();

        // Then
        assertThat(view().getString("state")).isEqualTo("held");
        assertThat(post("release").jsonPath().getString("state")).isEqualTo("active");
        assertThat(published(CertificateReleased.class)).isNotNull();
        assertThat(Crls.reasons(serial)).isEmpty();
    }

    @Test
    void aReleaseByHandDoesNotEndASuspension() {
        // Given
        TestKafka.publish(device.suspended(2));
        assertThat(published(CertificateHeld.class)).isNotNull();

        // When
        var answer = post("release");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("state")).isEqualTo("held");
        assertThat(answer.jsonPath().getBoolean("heldByHand")).isFalse();
    }

    @Test
    void aHeldCertificateCanBeRevokedForGood() {
        // Given
        assertThat(post("hold").statusCode()).isEqualTo(200);
        assertThat(published(CertificateHeld.class)).isNotNull();

        // When
        TestKafka.publish(device.retired(2));

        // Then
        assertThat(published(CertificateRevoked.class).reason()).isEqualTo("cessationOfOperation");
        assertThat(Crls.reasons(serial)).containsExactly(CESSATION_OF_OPERATION, CESSATION_OF_OPERATION);
        for (var operation : new String[] {"hold", "release"}) {
            assertThat(post(operation).statusCode()).isEqualTo(409);
            assertThat(post(operation).jsonPath().getString("type")).endsWith("/already-revoked");
        }
        Est.assertRefused(Est.enrol(device.token(), device.request("CN=any")));
    }

    /** An event that was sent after all others and has been consumed: another device's retirement. */
    private CertificateRevoked witness() {
        var other = EventBus.neighbour(device);
        assertThat(Est.enrol(other.token(), other.request("CN=any")).statusCode())
                .isEqualTo(200);
        TestKafka.publish(other.retired(2));
        return published(other, CertificateRevoked.class);
    }

    private <T extends EventData> T published(Class<T> type) {
        return published(device, type);
    }

    private <T extends EventData> T published(TestDevice which, Class<T> type) {
        return await().atMost(TIMEOUT)
                .until(() -> bus.of(which.id(), type), events -> !events.isEmpty())
                .getFirst();
    }

    private Response post(String operation) {
        return RestAssured.given()
                .auth()
                .oauth2(OperatorTokens.token("default", "operator"))
                .post(path() + "/" + operation);
    }

    private io.restassured.path.json.JsonPath view() {
        return RestAssured.given()
                .auth()
                .oauth2(OperatorTokens.token("default", "viewer"))
                .get(path())
                .jsonPath();
    }

    private String path() {
        return "/api/ca/v1/certificates/" + serial.toString(16);
    }
}
