package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.endtoend.Lives.Life;
import dev.hallmark.endtoend.system.ConsumerGroups;
import dev.hallmark.endtoend.system.DeadLetters;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Pause;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Events that come late, all at once, and in another order than they were said in, the first time they come: a service
 * that stood still reads each topic on its own when it goes on. Where nobody is late, {@link DisorderIT} sees the same
 * lives come to the same ends.
 */
class DelayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTRY = "hallmark.registry.v1";
    private static final String POLICIES = "hallmark.policies.v1";
    private static final String ATTESTATION = "hallmark.attestation.v1";
    private static final String CERTIFICATES = "hallmark.certificates.v1";
    private static final String ONBOARDING = "hallmark.onboarding.v1";

    private final Sandbox sandbox = Sandbox.running();
    private final EventLog onboarding = EventLog.fromNowOn(sandbox, ONBOARDING);

    private Lives lives;

    @BeforeEach
    void begin() throws Exception {
        lives = Lives.begin(sandbox, "mosquitto-local");
    }

    @AfterEach
    void close() {
        onboarding.close();
    }

    /** Whole journeys, on three topics. */
    @Test
    void theRegistryHearsOfJourneysWhenTheyAreOver() throws Exception {
        late("registry", 3 * lives.of(Life.NEW).size(), ATTESTATION, CERTIFICATES, ONBOARDING);
    }

    /** Who may attest, and a policy and a batch that are new: whichever comes first. */
    @Test
    void theVerifierHearsLateWhoIsWelcome() throws Exception {
        late("attestation", 16, REGISTRY, POLICIES);
    }

    /** While devices whose identity it can check wait for their certificates. */
    @Test
    void theAuthorityHearsLateWhoIsRevoked() throws Exception {
        late("ca", 15, REGISTRY);
    }

    /** Revocations, and the certificates of devices that it does not know yet: so late that Kafka gives it up. */
    @Test
    void thePoliciesConnectorHearsOfEverythingWhenKafkaHasGivenItUp() throws Exception {
        late("policy", 22, () -> ConsumerGroups.awaitGivenUp(sandbox, "policy"), REGISTRY, CERTIFICATES);
    }

    /** Sessions stay open that long, and no longer. */
    @Test
    void theBrokersAgentHearsLateWhomToCutOff() throws Exception {
        late("agent", 12, CERTIFICATES);
    }

    private void late(String service, int events, String... topics) throws Exception {
        late(service, events, () -> {}, topics);
    }

    /** All lives go on while a service stands still, until so many events wait for it on these topics. */
    private void late(String service, int events, Runnable longer, String... topics) throws Exception {
        var deadLetters = DeadLetters.of(sandbox);
        try (var waiting = EventLog.fromNowOn(sandbox, topics);
                var background = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var lived = Pause.of(sandbox, service, () -> {
                var living = background.submit(lives::live);
                await().atMost(PATIENCE).until(() -> waiting.read().size() >= events);
                longer.run();
                return living;
            });

            // Then
            assertThat(lived).succeedsWithin(PATIENCE);
        }
        lives.assertEnded();
        assertEachOnboardedOnce();
        assertThat(DeadLetters.of(sandbox)).isEqualTo(deadLetters);
    }

    private void assertEachOnboardedOnce() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(onboarded()).containsAll(lives.welcome()));
        assertThat(onboarded()).doesNotHaveDuplicates();
    }

    /** Each device and generation, as often as an event was published of it. */
    private List<String> onboarded() {
        return onboarding.read().stream()
                .filter(event -> EventLog.header(event, "ce_type").equals("dev.hallmark.device.onboarded.v1"))
                .map(event -> event.key() + " " + generation(event))
                .toList();
    }

    private static int generation(ConsumerRecord<String, byte[]> event) {
        try {
            return JSON.readTree(event.value()).path("generation").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
