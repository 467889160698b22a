package dev.hallmark.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.DeadLetters;
import dev.hallmark.endtoend.system.Echo;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While services are upgraded one by one, each reads what the next version of another publishes. */
class NextVersionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final Echo echo = new Echo(sandbox);
    private final EventLog log = EventLog.ofALife(sandbox);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void newTypesAndNewMembersAreNoDeadLettersOnAnyTopic() throws Exception {
        // Given
        var events = eventsOfALife();
        var deadLetters = DeadLetters.of(sandbox);

        // When
        echo.underNewIds(events.stream()
                .map(event -> changed(event, value -> value.put("fromTheNextVersion", true)))
                .toList());
        events.forEach(event -> event.headers()
                .remove("ce_type")
                .add("ce_type", "dev.hallmark.thing.of-the-next-version.v1".getBytes(UTF_8)));
        echo.underNewIds(events);
        echo.awaitAllConsumed();

        // Then
        assertThat(DeadLetters.of(sandbox)).isEqualTo(deadLetters);
    }

    @Test
    void aStandingThatIsUnknownIsTheMostRestrictive() throws Exception {
        // Given
        var device = DeviceKeys.generate();
        var id = Fleet.of(sandbox).welcomeAndOnboard(device).deviceId().hex();
        operator.move(id, "suspend", "to have an event");
        operator.move(id, "resume", "to have another");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.certificates(id, "active"))
                .hasSize(1));
        var resumed = await().atMost(PATIENCE)
                .until(() -> of("dev.hallmark.device.resumed.v1", id), found -> !found.isEmpty())
                .getFirst();

        // When
        echo.underNewIds(List.of(changed(resumed, value -> {
            var state = (ObjectNode) value.path("device");
            state.put("standing", "quarantined")
                    .put("version", state.path("version").asLong() + 1);
        })));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.certificates(id, "held"))
                .hasSize(1));
        echo.awaitAllConsumed();
        assertThat(DeadLetters.of(sandbox)).doesNotContainKey("hallmark.dead-letters.ca-registry.v1");
    }

    private List<ConsumerRecord<String, byte[]>> eventsOfALife() throws Exception {
        var policy = operator.createPolicy("next-version-" + System.nanoTime());
        var batch = operator.batchUnderNew(policy);
        var device = DeviceKeys.generate();
        operator.welcome(Fleet.ids(List.of(device)), batch);
        var arrival = Fleet.of(sandbox).onboard(device);
        operator.revoke(arrival.deviceId().hex(), "lost");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.keys("dev.hallmark.certificate.revoked.v1"))
                .contains(arrival.deviceId().hex()));
        log.awaitQuiet();
        assertThat(log.read().stream().map(ConsumerRecord::topic).distinct())
                .containsExactlyInAnyOrderElementsOf(EventLog.OF_A_LIFE);
        return log.read();
    }

    private List<ConsumerRecord<String, byte[]>> of(String type, String key) {
        return log.read().stream()
                .filter(event -> EventLog.header(event, "ce_type").equals(type) && key.equals(event.key()))
                .toList();
    }

    private static ConsumerRecord<String, byte[]> changed(
            ConsumerRecord<String, byte[]> event, Consumer<ObjectNode> change) {
        try {
            var value = (ObjectNode) JSON.readTree(event.value());
            change.accept(value);
            var next = new ConsumerRecord<>(
                    event.topic(), event.partition(), event.offset(), event.key(), JSON.writeValueAsBytes(value));
            event.headers().forEach(next.headers()::add);
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
