package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.endtoend.Lives.Life;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that come again, in another order, and long after: on each topic, to no effect. */
class DisorderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final Echo echo = new Echo(sandbox);
    private final EventLog log = EventLog.ofALife(sandbox);
    private final String name = "disorder-" + UUID.randomUUID();

    private String policy;
    private String next;
    private Lives lives;

    /** Lives that have been lived, under a policy that has changed, in a batch that was moved to another since. */
    @BeforeEach
    void live() throws Exception {
        policy = operator.createPolicy(name);
        next = operator.createPolicy(name + "-next");
        lives = Lives.begin(sandbox, policy);
        lives.live();
        lives.assertEnded();
        operator.changePolicy(policy, name, List.of("another-chip"));
        operator.moveBatch(lives.batch(), next);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(OnboardingFailedException.class)
                .untilAsserted(this::assertUnderTheNextPolicy);
        log.awaitQuiet();
        echo.awaitAllConsumed();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whatComesTwiceInAnyOrderAndLateChangesNothing() throws Exception {
        var before = state();
        var deadLetters = DeadLetters.of(sandbox);
        var events = events();

        // When: each event twice more, in no order
        echo.again(shuffled(Collections.nCopies(2, events)));
        echo.awaitAllConsumed();

        // Then
        assertThat(state()).containsExactlyElementsOf(before);
        assertThat(log.read()).hasSameSizeAs(events);
        assertThat(DeadLetters.of(sandbox)).isEqualTo(deadLetters);
        assertUnderTheNextPolicy();
    }

    /** As if they had been delayed: only the versions in them show how old they are. */
    @Test
    void whatWasOnItsWayForLongIsKnownToBeOldAndChangesNothing() throws Exception {
        var before = state();
        var deadLetters = DeadLetters.of(sandbox);
        var events = events();

        // When
        echo.underNewIds(shuffled(List.of(events)));
        echo.awaitAllConsumed();

        // Then: nothing new is published
        assertThat(state()).containsExactlyElementsOf(before);
        assertThat(log.read()).hasSize(2 * events.size());
        assertThat(DeadLetters.of(sandbox)).isEqualTo(deadLetters);
        assertUnderTheNextPolicy();
        lives.assertEnded();
    }

    /** All events about these devices, on each topic. */
    private List<ConsumerRecord<String, byte[]>> events() {
        var events = log.read();
        assertThat(events.stream().map(ConsumerRecord::topic).distinct())
                .containsExactlyInAnyOrderElementsOf(EventLog.OF_A_LIFE);
        return events;
    }

    private static List<ConsumerRecord<String, byte[]>> shuffled(List<List<ConsumerRecord<String, byte[]>>> events) {
        var disorder = new ArrayList<>(events.stream().flatMap(List::stream).toList());
        Collections.shuffle(disorder, new Random(42));
        return disorder;
    }

    /** A device that comes once more is judged by it, and under any other its certificate would be another one. */
    private void assertUnderTheNextPolicy() throws Exception {
        for (var device : lives.of(Life.UNTOUCHED)) {
            assertThat(Fleet.of(sandbox).onboard(device)).isNotNull();
            assertThat(operator.certificates(device.deviceId().hex(), "active"))
                    .anySatisfy(one -> assertThat(one.policy()).contains(next));
        }
    }

    /** Everything that an operator can see of these devices. */
    private List<Object> state() {
        return Stream.<Stream<?>>of(
                        Stream.of(policy, next).map(operator::policy),
                        Stream.of(operator.batch(lives.batch())),
                        lives.ids().stream().flatMap(id -> Stream.of(operator.device(id), operator.timeline(id))),
                        lives.ids().stream().flatMap(id -> Stream.of("active", "held", "revoked")
                                .flatMap(state -> operator.certificates(id, state).stream())))
                .<Object>flatMap(found -> found)
                .toList();
    }
}
