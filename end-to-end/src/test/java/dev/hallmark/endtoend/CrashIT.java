package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process dies while devices onboard, and it is as if it had not. */
class CrashIT {

    private static final int DEVICES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);

    @ParameterizedTest
    @ValueSource(strings = {"ca", "kafka"})
    void eachDeviceEndsOnboardedOnceWithOneActiveCertificate(String victim) throws Exception {
        // Given
        var devices = Fleet.make(DEVICES);
        var batch = operator.welcome(Fleet.ids(devices));
        try (var onboarded = EventLog.of(sandbox, "hallmark.onboarding.v1")) {
            // When
            var journeys = CompletableFuture.supplyAsync(() -> onboard(devices));
            await().atMost(PATIENCE)
                    .until(() -> operator.devices(batch, "onboarded").size() > DEVICES / 10);
            var pid = sandbox.pid(victim);
            sandbox.kill(victim);
            var arrivals = journeys.get();

            // Then
            assertThat(arrivals).isEqualTo(DEVICES);
            assertThat(sandbox.pid(victim)).as("restarted").isNotEqualTo(pid);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.devices(batch, "onboarded"))
                    .hasSize(DEVICES));
            for (var device : devices) {
                assertThat(operator.certificates(device.deviceId().hex(), "active"))
                        .hasSize(1);
            }
            assertOnboardedOnce(onboarded, devices);
        }
    }

    private int onboard(List<DeviceKeys> devices) {
        try {
            return Fleet.of(sandbox).within(PATIENCE).onboard(devices).size();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** By a subscriber that counts each event once by its id, as the contract asks of it. */
    private static void assertOnboardedOnce(EventLog log, List<DeviceKeys> devices) {
        var wanted = devices.stream().map(device -> device.deviceId().hex()).collect(Collectors.toSet());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        log.keys("dev.hallmark.device.onboarded.v1").stream().filter(wanted::contains))
                .hasSize(DEVICES));
        assertThat(log.keys("dev.hallmark.device.onboarded.v1").stream().filter(wanted::contains))
                .doesNotHaveDuplicates()
                .hasSize(DEVICES);
    }
}
