package dev.hallmark.registry.deadletter;

import static org.awaitility.Awaitility.await;

import dev.hallmark.events.Topics;
import dev.hallmark.registry.Registry;
import dev.hallmark.testkit.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events that a consumer of another service could not process. */
public final class PutAside {

    /** None of ours: what is replayed to it is processed by nobody. */
    static final String CONSUMER = "policy-certificates";

    private PutAside() {}

    /** Puts one aside, of this tenant and with this value; its id, once the registry knows it. */
    public static String of(String tenant, String value) {
        var subject = UUID.randomUUID().toString();
        put("/tenants/%s/services/test".formatted(tenant), subject, value, Map.of());
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> find(tenant, subject), found -> !found.isEmpty())
                .getFirst();
    }

    static void put(String source, String subject, String value, Map<String, String> further) {
        var record = new ProducerRecord<>(
                Topics.deadLettersOf(CONSUMER).name(), subject, value.getBytes(StandardCharsets.UTF_8));
        Map.ofEntries(
                        Map.entry("ce_id", UUID.randomUUID().toString()),
                        Map.entry("ce_type", "dev.hallmark.certificate.issued.v1"),
                        Map.entry("ce_source", source),
                        Map.entry("ce_subject", subject),
                        Map.entry("ce_time", Instant.now().toString()),
                        Map.entry("ce_actor", "test"),
                        Map.entry("hallmark_cause", "no such field"),
                        Map.entry("hallmark_topic", "hallmark.certificates.v1"),
                        Map.entry("hallmark_partition", "3"),
                        Map.entry("hallmark_offset", "9"))
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        further.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        TestKafka.produce(List.of(record));
    }

    /** The ids of those that are about this. */
    static List<String> find(String tenant, String subject) {
        return Registry.get(tenant, "/dead-letters?limit=1000")
                .jsonPath()
                .getList("items.findAll { it.subject == '%s' }.id".formatted(subject));
    }
}
