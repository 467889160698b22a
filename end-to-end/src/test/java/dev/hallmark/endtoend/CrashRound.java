package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.SteadyUpload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** Devices onboard and a file is imported, something happens meanwhile, and everything is as if it had not. */
final class CrashRound {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox;
    private final Operator operator;
    private final List<DeviceKeys> devices;
    private final List<String> rows;
    private final AtomicInteger arrived = new AtomicInteger();

    /** What became of devices and file. */
    private record Outcome(String batch, String imported, JsonNode report, int tries) {}

    CrashRound(Sandbox sandbox, int devices, int rows) {
        this.sandbox = sandbox;
        this.operator = new Operator(sandbox);
        this.devices = Fleet.make(devices);
        this.rows = Stream.generate(CrashRound::anyId).limit(rows).toList();
    }

    /** @param meanwhile what happens once this part of the devices has arrived; how often the file was sent */
    int run(double part, Runnable meanwhile) throws Exception {
        // Given
        var batch = operator.welcome(Fleet.ids(devices));
        var imported = operator.openBatch();
        try (var events = EventLog.fromNowOn(sandbox, "hallmark.onboarding.v1", "hallmark.registry.v1")) {
            // When
            var journeys = supply(this::onboard);
            var upload = new SteadyUpload(sandbox, imported, rows, this::progress);
            var report = supply(() -> upload.send(PATIENCE));
            patiently().until(() -> progress() >= part);
            meanwhile.run();

            // Then
            assertThat(journeys.get()).isEqualTo(devices.size());
            check(new Outcome(batch, imported, report.get(), upload.tries()), events);
            return upload.tries();
        }
    }

    private void check(Outcome outcome, EventLog events) {
        assertThat(outcome.report.path("state").asText()).isEqualTo("completed");
        for (var count : List.of("received", "accepted")) {
            assertThat(outcome.report.path(count).asInt()).as(count).isEqualTo(rows.size());
        }
        patiently().untilAsserted(() -> {
            assertThat(operator.census(outcome.batch)).containsExactly(Map.entry("onboarded", (long) devices.size()));
            assertThat(operator.census(outcome.imported)).containsExactly(Map.entry("registered", (long) rows.size()));
        });
        for (var device : devices) {
            patiently().untilAsserted(() -> assertThat(
                            operator.certificates(device.deviceId().hex(), "active"))
                    .hasSize(1));
        }
        assertCountedOnce(() -> onboarded(events), Fleet.ids(devices));
        assertCountedOnce(() -> added(events, outcome.imported), rows);
    }

    /** By a subscriber that counts each event once by its id, as the contract asks of it. */
    private void assertCountedOnce(Supplier<List<String>> counted, List<String> wanted) {
        patiently().until(() -> counted.get().size() >= wanted.size());
        assertThat(counted.get()).hasSize(wanted.size());
        assertThat(new HashSet<>(counted.get())).isEqualTo(new HashSet<>(wanted));
    }

    private List<String> onboarded(EventLog events) {
        var mine = new HashSet<>(Fleet.ids(devices));
        return events.keys("dev.hallmark.device.onboarded.v1").stream()
                .filter(mine::contains)
                .toList();
    }

    private static List<String> added(EventLog events, String batch) {
        var added = new ArrayList<String>();
        for (var event : events.read()) {
            if (batch.equals(event.key())) {
                read(event.value()).path("devices").findValuesAsText("deviceId").forEach(added::add);
            }
        }
        return added;
    }

    private double progress() {
        return (double) arrived.get() / devices.size();
    }

    private int onboard() throws Exception {
        return Fleet.of(sandbox)
                .within(PATIENCE)
                .onboard(devices, arrived::incrementAndGet)
                .size();
    }

    /** While something restarts, an API may be away. */
    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).ignoreExceptions();
    }

    private static <T> CompletableFuture<T> supply(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String anyId() {
        var octets = new byte[32];
        ThreadLocalRandom.current().nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
