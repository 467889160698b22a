package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.DeadLetters;
import dev.hallmark.endtoend.system.Echo;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Events that come again, in another order, and long after: on each topic, to no effect. */
class DisorderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEVICES = 20;
    private static final String[] TOPICS = {
        "hallmark.registry.v1",
        "hallmark.policies.v1",
        "hallmark.attestation.v1",
        "hallmark.certificates.v1",
        "hallmark.onboarding.v1"
    };

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final Echo echo = new Echo(sandbox);
    private final List<DeviceKeys> devices = Fleet.make(DEVICES);
    private final String revoked = Fleet.ids(devices).getFirst();

    @Test
    void whatComesTwiceInAnyOrderAndLateChangesNothing() throws Exception {
        try (var log = EventLog.of(sandbox, TOPICS)) {
            // Given: lives that have been lived
            operator.welcome(Fleet.ids(devices));
            assertThat(Fleet.of(sandbox).onboard(devices)).hasSize(DEVICES);
            operator.revoke(revoked, "lost");
            awaitCalm(log);
            var events = said(log);
            assertThat(events.stream().map(ConsumerRecord::topic).distinct()).containsExactlyInAnyOrder(TOPICS);
            var before = state();
            var letters = DeadLetters.of(sandbox);

            // When: each event twice more, in no order
            var disorder = new ArrayList<>(Collections.nCopies(2, events).stream()
                    .flatMap(List::stream)
                    .toList());
            Collections.shuffle(disorder, new Random(42));
            echo.again(disorder);
            echo.awaitAllTaken();

            // Then
            assertThat(state()).isEqualTo(before);
            assertThat(said(log)).hasSameSizeAs(events);
            assertThat(DeadLetters.of(sandbox)).isEqualTo(letters);
        }
    }

    /** As if they had been on their way all the time: their version says how old they are. */
    @Test
    void theRegistrysOldWordsDoNotBringARevokedDeviceBack() throws Exception {
        try (var log = EventLog.of(sandbox, "hallmark.registry.v1", "hallmark.certificates.v1")) {
            // Given
            var batch = operator.welcome(Fleet.ids(devices));
            assertThat(Fleet.of(sandbox).onboard(devices)).hasSize(DEVICES);
            operator.revoke(revoked, "lost");
            awaitCalm(log);
            var before = state();

            // When
            var added = log.read().stream()
                    .filter(event -> batch.equals(event.key()))
                    .toList();
            assertThat(added).isNotEmpty();
            echo.underNewIds(added);
            echo.awaitAllTaken();

            // Then
            assertThat(state()).isEqualTo(before);
            assertThat(operator.certificates(revoked, "active")).isEmpty();
            assertThat(operator.device(revoked).path("state").asText()).isEqualTo("revoked");
        }
    }

    /** What the services have said; what a test puts in their mouths may be a dead letter each time. */
    private static List<ConsumerRecord<String, byte[]>> said(EventLog log) {
        return log.read().stream()
                .filter(event -> !EventLog.header(event, "ce_actor").equals("test"))
                .toList();
    }

    private void awaitCalm(EventLog log) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.keys("dev.hallmark.certificate.revoked.v1"))
                .contains(revoked));
        echo.awaitAllTaken();
    }

    /** Everything that an operator can see of these devices. */
    private List<JsonNode> state() {
        return Stream.concat(
                        Fleet.ids(devices).stream()
                                .flatMap(id -> Stream.of(operator.device(id), operator.timeline(id))),
                        Fleet.ids(devices).stream().flatMap(id -> Stream.of("active", "revoked")
                                .flatMap(state -> operator.certificates(id, state).stream())))
                .toList();
    }
}
