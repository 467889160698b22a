package dev.hallmark.policy.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.onboarding.OnboardingFailed;
import dev.hallmark.policy.TestDevice;
import dev.hallmark.policy.TestKeys;
import dev.hallmark.policy.TestNews;
import dev.hallmark.policy.TestPolicies;
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
@QuarkusTestResource(TestKeys.class)
class OrderOfEventsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    TestNews news;

    @Inject
    Pool pool;

    @Test
    void aDeviceRevokedBeforeItsCertificateArrivesIsNotOnboarded() throws Exception {
        // Given
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var late = TestDevice.of(policy);
        news.tell(device.revoked(TestDevice.VERSION + 1), late.revoked(TestDevice.VERSION - 1));
        awaitStanding(device);
        awaitStanding(late);

        // When
        news.tell(device.issued(TestDevice.serial(), 1), late.issued(TestDevice.serial(), 1));

        // Then: a standing that is older than the certificate says nothing against it
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reasons(device)).containsExactly("the device is revoked");
            assertThat(news.onboardings(late))
                    .hasOnlyElementsOfType(DeviceOnboarded.class)
                    .hasSize(1);
        });
    }

    @Test
    void aCertificateRevokedBeforeItIsToldIsNotOnboarded() throws Exception {
        var policy = TestPolicies.mosquitto("default");
        var device = TestDevice.of(policy);
        var serial = TestDevice.serial();
        var next = TestDevice.serial();

        news.tell(device.certificateRevoked(serial), device.certificateRevoked(serial));
        await().atMost(PATIENCE).until(() -> certificates(device) == 1);
        news.tell(device.issued(serial, 1), device.issued(next, 1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(news.onboardings(device))
                .extracting(data -> ((DeviceOnboarded) data).certificate())
                .containsExactly(next));
    }

    @Test
    void aDeviceSuspendedBeforeItsCertificateArrivesHasEverythingInPlace() throws Exception {
        // Given
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        news.tell(device.suspended(TestDevice.VERSION + 1));
        awaitStanding(device);

        // When
        news.tell(device.issued(TestDevice.serial(), 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(news.onboardings(device))
                .hasOnlyElementsOfType(DeviceOnboarded.class)
                .hasSize(1));
    }

    @Test
    void aHoldThatIsToldBeforeItsCertificateDoesNotHideIt() throws Exception {
        // Given
        var device = TestDevice.of(TestPolicies.mosquitto("default"));
        var serial = TestDevice.serial();
        news.tell(device.certificateHeld(serial, 4));
        await().atMost(PATIENCE).until(() -> certificates(device) == 1);

        // When
        news.tell(device.issued(serial, 1));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(news.onboardings(device))
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
        return news.onboardings(device).stream()
                .map(data -> ((OnboardingFailed) data).reason())
                .toList();
    }
}
