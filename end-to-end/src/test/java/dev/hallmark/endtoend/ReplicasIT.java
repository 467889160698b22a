package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.DeadLetters;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two processes of each service share its work; one of them may die, and so may what started them. */
class ReplicasIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ENDED = Duration.ofSeconds(30);
    private static final List<String> SERVICES = Service.names(Service::replicated);
    private static final int DEVICES = 60;
    private static final int ROWS = 5_000;
    private static final double EARLY = 0.2;

    @Test
    void oneOfTwoOfEachServiceMayBeKilledAndThenTheLauncher() throws Exception {
        // Given
        var home = Sandbox.newHome("replicas");
        var devices = Fleet.ids(Fleet.make(3));
        String batch;
        try (var sandbox = Sandbox.start(home, 2)) {
            assertEachDeviceIsOnboardedOnceAndEachRowImportedOnce(sandbox);
            batch = new Operator(sandbox).welcome(devices);
            sandbox.process().kill();
        }

        // When: at once
        try (var second = Sandbox.start(home)) {
            // Then
            assertThat(new Operator(second).devices(batch, "registered")).hasSize(devices.size());

            // And: every process ends with its launcher
            assertThat(Sandbox.processesOf(home)).isNotEmpty();
            second.process().kill();
            await().atMost(ENDED)
                    .untilAsserted(() -> assertThat(Sandbox.processesOf(home)).isEmpty());
        }
    }

    private static void assertEachDeviceIsOnboardedOnceAndEachRowImportedOnce(Sandbox sandbox) throws Exception {
        // Given
        assertThat(SERVICES).allSatisfy(service -> assertThat(sandbox.replicas(service))
                .containsExactly(service + "-1", service + "-2"));
        var before = processes(sandbox);

        // When
        var tries = new CrashRound(sandbox, DEVICES, ROWS)
                .run(EARLY, () -> SERVICES.forEach(service -> sandbox.kill(service + "-1")));

        // Then
        assertThat(tries).isPositive();
        assertThat(DeadLetters.of(sandbox)).isEmpty();
        assertRestarted(sandbox, before);
    }

    /** Those that were killed run again, and the others have run on. */
    private static void assertRestarted(Sandbox sandbox, Map<String, Long> before) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var now = processes(sandbox);
            assertThat(now.keySet().stream().filter(name -> !now.get(name).equals(before.get(name))))
                    .containsExactlyInAnyOrderElementsOf(
                            SERVICES.stream().map(service -> service + "-1").toList());
        });
    }

    private static Map<String, Long> processes(Sandbox sandbox) {
        return SERVICES.stream()
                .flatMap(service -> sandbox.replicas(service).stream())
                .collect(Collectors.toMap(Function.identity(), sandbox::pid));
    }
}
