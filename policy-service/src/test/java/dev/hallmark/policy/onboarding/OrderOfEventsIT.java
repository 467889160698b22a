package dev.hallmark.policy.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.policy.Surroundings;
import dev.hallmark.policy.TestPolicies;
import dev.hallmark.testkit.TestDevice;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class OrderOfEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @Test
    void aDeviceRevokedBeforeItsCertificateArrivesIsNotOnboarded() {
        // Given
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var late = TestDevice.of(policy);
        TestKafka.publish(device.revoked(TestDevice.VERSION + 1), late.revoked(TestDevice.VERSION - 1));
        awaitStanding(device);
        awaitStanding(late);

        // When
        TestKafka.publish(device.issued(TestDevice.serial(), 1), late.issued(TestDevice.serial(), 1));

        // Then: a standing that is older than the certificate says nothing against it
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reasons(device)).containsExactly("the device is revoked");
            assertThat(Onboardings.of(late))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
        });
    }

    @Test
    void aCertificateRevokedBeforeItIsToldIsNotOnboarded() {
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var serial = TestDevice.serial();
        var next = TestDevice.serial();

        TestKafka.publish(device.certificateRevoked(serial), device.certificateRevoked(serial));
        await().atMost(PATIENCE).until(() -> certificates(device) == 1);
        TestKafka.publish(device.issued(serial, 1), device.issued(next, 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Onboardings.of(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(next));
    }

    @Test
    void aDeviceSuspendedBeforeItsCertificateArrivesHasEverythingInPlace() {
        // Given
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        TestKafka.publish(device.suspended(TestDevice.VERSION + 1));
        awaitStanding(device);

        // When
        TestKafka.publish(device.issued(TestDevice.serial(), 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Onboardings.of(device))
                .hasOnlyElementsOfType(DeviceOnboarded.class)
                .hasSize(1));
    }

    @Test
    void aHoldThatIsToldBeforeItsCertificateDoesNotHideIt() {
        // Given
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        var serial = TestDevice.serial();
        TestKafka.publish(device.certificateHeld(serial, 4));
        await().atMost(PATIENCE).until(() -> certificates(device) == 1);

        // When
        TestKafka.publish(device.issued(serial, 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Onboardings.of(device))
                .hasOnlyElementsOfType(DeviceOnboarded.class)
                .hasSize(1));
    }

    private long certificates(TestDevice device) {
        return count("select count(*) from certificate where device = $1", device);
    }

    private void awaitStanding(TestDevice device) {
        await().atMost(PATIENCE).until(() -> count("select count(*) from device where id = $1", device) == 1);
    }

    private long count(String query, TestDevice device) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(Buffer.buffer(device.id().bytes())))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> reasons(TestDevice device) {
        return Onboardings.of(device).stream()
                .map(data -> ((OnboardingFailed) data).reason())
                .toList();
    }
}
