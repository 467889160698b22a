package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.onboarding.OnboardingFailedException;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What keeps a running system running: seeing what is wrong, mending it, and changing what devices must prove. */
class OperatingIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);

    @Test
    void statusShowsWhatRunsAndThatAllIsWell() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var status = Commands.tryRun(sandbox.hallmark("status"));
            assertThat(status.status()).as(status.output()).isZero();
            assertThat(status.output()).contains("registry", "mosquitto", "default-issuing-1", "All is well");
        });
    }

    @Test
    void aKafkaThatHangsShowsUntilItGoesOn() {
        var kafka = Long.toString(sandbox.pid("kafka"));
        Commands.run("kill", "-STOP", kafka);
        try {
            assertThat(operator.createPolicy(name())).isNotBlank();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(problems())
                    .anySatisfy(problem -> assertThat(problem).contains("policy", "Kafka does not acknowledge"))
                    .anySatisfy(problem -> assertThat(problem).contains("kafka", "does not answer")));
        } finally {
            Commands.run("kill", "-CONT", kafka);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(problems()).isEmpty());
    }

    @Test
    void aDeadLetterIsListedAndReplayedToItsConsumer() throws Exception {
        // Given
        var id = UUID.randomUUID().toString();
        sendPolicyThatNobodyCanKeep(id);
        var deadLetter = await().atMost(PATIENCE)
                .until(() -> deadLetters(id), found -> found.size() == 1)
                .getFirst();
        assertThat(deadLetter.path("consumer").asText()).isEqualTo("registry-policies");
        assertThat(deadLetter.path("cause").asText()).contains("0x00");
        assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains("registry-policies", "dead letter"));

        // When
        Commands.run(deadLetters("replay", deadLetter.path("id").asText(), "--reason", "mended", "--yes"));

        // Then: it fails again, and becomes a new dead letter
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(deadLetters(id))
                .singleElement()
                .satisfies(again -> assertThat(again.path("id")).isNotEqualTo(deadLetter.path("id"))));
        Commands.run(deadLetters("discard", "--all", "--reason", "never mended", "--yes"));
        assertThat(deadLetters(id)).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(problems()).isEmpty());
    }

    @Test
    void aChangedPolicyHoldsAtTheNextAttestation() throws Exception {
        // Given
        var name = name();
        var policy = operator.createPolicy(name);
        var device = DeviceKeys.generate();
        var batch = operator.batchUnderNew(policy);
        operator.welcome(Fleet.ids(List.of(device)), batch);
        assertThat(Fleet.of(sandbox).onboard(device)).isNotNull();

        // When
        operator.changePolicy(policy, name, List.of("another-chip"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcome(device)).contains("attestation-failed"));
        operator.changePolicy(policy, name, List.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcome(device)).isEqualTo("onboarded"));
    }

    private String outcome(DeviceKeys device) throws InterruptedException {
        try {
            assertThat(Fleet.of(sandbox).within(Duration.ofSeconds(10)).onboard(device))
                    .isNotNull();
            return "onboarded";
        } catch (OnboardingFailedException e) {
            return e.getMessage();
        }
    }

    private List<String> problems() throws IOException {
        var result = Commands.tryRun(sandbox.hallmark("status", "--json"));
        var problems = JSON.readTree(result.output()).path("problems");
        assertThat(result.status()).as(result.output()).isEqualTo(problems.isEmpty() ? 0 : 1);
        return problems.valueStream().map(JsonNode::toString).toList();
    }

    private List<JsonNode> deadLetters(String id) throws IOException {
        var listed = Commands.tryRun(deadLetters("list", "--all", "-o", "json"));
        assertThat(listed.status()).as(listed.output()).isZero();
        return JSON.readTree(listed.output())
                .valueStream()
                .filter(deadLetter -> deadLetter.path("subject").asText().equals(id))
                .toList();
    }

    private ProcessBuilder deadLetters(String... arguments) {
        var command = sandbox.hallmark(Stream.concat(Stream.of("ctl", "dead-letters"), Stream.of(arguments))
                .toArray(String[]::new));
        command.environment().put("HALLMARK_SERVER", sandbox.address("console").toString());
        command.environment().put("HALLMARK_TOKEN", sandbox.token("operator"));
        return command;
    }

    /** It fits the schema, but PostgreSQL keeps no text with a NUL in it: the registry's row of the policy has its name. */
    private void sendPolicyThatNobodyCanKeep(String id) {
        var data =
                """
                {"policy":"%s","name":"\\u0000","version":1,"target":"mosquitto","certificateProfile":"default",
                 "algorithms":[],"rootsOfTrust":[],"allowUnbound":false}
                """;
        var poison = new ProducerRecord<>("hallmark.policies.v1", id, data.formatted(id));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "dev.hallmark.policy.published.v1",
                        "ce_source", "/tenants/default/services/policy-service",
                        "ce_subject", id,
                        "ce_time", Instant.now().toString(),
                        "ce_actor", "test")
                .forEach((header, value) -> poison.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        var settings = Map.<String, Object>of("bootstrap.servers", sandbox.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(poison)).succeedsWithin(PATIENCE);
        }
    }

    private static String name() {
        return "operating-" + UUID.randomUUID();
    }
}
