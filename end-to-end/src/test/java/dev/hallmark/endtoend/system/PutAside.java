package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A dead letter whose cause has been mended: replayed, it is processed. */
final class PutAside {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String POLICY =
            """
            {"policy":"%1$s","name":"%1$s","version":1,"target":"mosquitto","certificateProfile":"default",
             "algorithms":[],"rootsOfTrust":[],"allowUnbound":false}
            """;

    private PutAside() {}

    /** The event of a policy that was not processed. */
    static void policy(Sandbox sandbox, String id) {
        var kept = new ProducerRecord<>("hallmark.dead-letters.registry-policies.v1", id, POLICY.formatted(id));
        Map.ofEntries(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", UUID.randomUUID().toString()),
                        Map.entry("ce_type", "dev.hallmark.policy.published.v1"),
                        Map.entry("ce_source", "/tenants/default/services/policy-service"),
                        Map.entry("ce_subject", id),
                        Map.entry("ce_time", Instant.now().toString()),
                        Map.entry("ce_actor", "test"),
                        Map.entry("hallmark_cause", "a fault that has been mended"),
                        Map.entry("hallmark_topic", "hallmark.policies.v1"),
                        Map.entry("hallmark_partition", "0"),
                        Map.entry("hallmark_offset", "0"))
                .forEach((header, value) -> kept.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        var settings = Map.<String, Object>of("bootstrap.servers", sandbox.kafka());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(kept)).succeedsWithin(PATIENCE);
        }
    }
}
