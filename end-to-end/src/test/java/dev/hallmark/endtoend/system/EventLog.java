package dev.hallmark.endtoend.system;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A subscriber of its own, which takes each event once by its id. */
public final class EventLog implements AutoCloseable {

    /** The topics that the life of a device leaves its events on. */
    public static final List<String> OF_A_LIFE = List.of(
            "hallmark.registry.v1",
            "hallmark.policies.v1",
            "hallmark.attestation.v1",
            "hallmark.certificates.v1",
            "hallmark.onboarding.v1");

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> seen = new HashSet<>();
    private final List<ConsumerRecord<String, byte[]>> events = new ArrayList<>();

    private EventLog(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Reads what lives leave from now on. */
    public static EventLog ofALife(Sandbox sandbox) {
        return fromNowOn(sandbox, OF_A_LIFE.toArray(String[]::new));
    }

    /** Reads what comes to these topics from now on. */
    public static EventLog fromNowOn(Sandbox sandbox, String... topics) {
        var consumer = consumer(sandbox);
        var partitions = Stream.of(topics)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
        return new EventLog(consumer);
    }

    private static KafkaConsumer<String, byte[]> consumer(Sandbox sandbox) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", sandbox.kafka(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** All events so far. */
    public List<ConsumerRecord<String, byte[]>> read() {
        int before;
        do {
            before = events.size();
            for (var event : consumer.poll(POLL)) {
                if (seen.add(header(event, "ce_id"))) {
                    events.add(event);
                }
            }
        } while (events.size() > before);
        return List.copyOf(events);
    }

    /** Returns once nothing has come for a while: what a relay has still to send is in no topic yet. */
    public void awaitQuiet() {
        await().atMost(PATIENCE).pollInterval(QUIET).until(() -> {
            var before = events.size();
            return read().size() == before;
        });
    }

    /** The keys of all events of a type so far. */
    public List<String> keys(String type) {
        return read().stream()
                .filter(event -> header(event, "ce_type").equals(type))
                .map(ConsumerRecord::key)
                .toList();
    }

    public static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
