package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.TraceCollector;
import dev.hallmark.endtoend.system.TraceCollector.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What somebody sees who follows one device through all services. */
class TracingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void anOnboardingIsOneTraceFromTheGatewayThroughServicesAndKafka() throws Exception {
        try (var collector = TraceCollector.start();
                var sandbox = Sandbox.start(Sandbox.newHome("tracing"), collector.environment())) {
            // When
            var device = Fleet.of(sandbox)
                    .welcomeAndOnboard(DeviceKeys.generate())
                    .deviceId()
                    .hex();

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertIsWhole(spansOf(device, "device.onboarded", collector)));
        }
    }

    /** The trace in which registry-service hears of an event. */
    private static List<Recorded> spansOf(String device, String event, TraceCollector collector) {
        return collector.traces().values().stream()
                .filter(spans -> spans.stream()
                        .anyMatch(span -> span.service().equals("registry-service")
                                && device.equals(span.attributes().get("cloudevents.event_subject"))
                                && ("dev.hallmark." + event + ".v1")
                                        .equals(span.attributes().get("cloudevents.event_type"))))
                .findFirst()
                .orElse(List.of());
    }

    private static void assertIsWhole(List<Recorded> spans) {
        var byId = spans.stream().collect(Collectors.toMap(Recorded::id, Function.identity()));
        assertThat(spans)
                .extracting(Recorded::service)
                .contains("device-gateway", "attestation-service", "ca-service", "policy-service", "registry-service");
        assertThat(spans)
                .filteredOn(span -> span.parent().isEmpty())
                .singleElement()
                .satisfies(root -> assertThat(root.name()).isEqualTo("connection"));
        assertThat(spans).filteredOn(span -> !span.parent().isEmpty()).allSatisfy(span -> assertThat(byId)
                .containsKey(span.parent()));
        assertThat(spans)
                .extracting(Recorded::name)
                .contains(
                        "POST /attestation/v1/challenges",
                        "process hallmark.attestation.v1",
                        "process hallmark.certificates.v1",
                        "process hallmark.onboarding.v1");
    }
}
