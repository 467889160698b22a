package dev.hallmark.sandbox.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The dead letters of all consumers, each of which can be replayed or discarded. Either is recorded behind it on the same
 * topic, so that a dead letter and what was done about it are kept and deleted together.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Pattern TOPIC = Pattern.compile("hallmark\\.dead-letters\\.(.+)\\.v1");
    static final String SETTLED = "hallmark_settled";
    private static final int PATIENCE_MILLIS = 10_000;

    private final Map<String, Object> settings;
    private final Admin admin;

    private DeadLetters(Map<String, Object> settings) {
        this.settings = settings;
        this.admin = Admin.create(settings);
    }

    /** Works on the Kafka that these client settings lead to. */
    public static DeadLetters at(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.putIfAbsent("request.timeout.ms", PATIENCE_MILLIS);
        settings.putIfAbsent("max.block.ms", PATIENCE_MILLIS);
        settings.putIfAbsent("delivery.timeout.ms", 2 * PATIENCE_MILLIS);
        return new DeadLetters(settings);
    }

    /** The consumers that can have dead letters. */
    public List<String> consumers() {
        return answer(admin.listTopics().names()).stream()
                .map(TOPIC::matcher)
                .filter(Matcher::matches)
                .map(topic -> topic.group(1))
                .sorted()
                .toList();
    }

    /** The dead letters of all consumers that are neither replayed nor discarded. */
    public List<DeadLetter> open() {
        var reader = new DeadLetterReader(settings);
        return consumers().stream()
                .flatMap(consumer -> reader.open(consumer).stream())
                .toList();
    }

    /**
     * Sends an event to its consumer again, and to no other consumer; when it fails again it becomes a dead letter again.
     * It goes to its own topic under a new key: on a compacted topic the old event must not replace a newer one.
     */
    public void replay(DeadLetter deadLetter) {
        var again = new ProducerRecord<>(deadLetter.topic(), "replay-of-" + deadLetter.id(), deadLetter.value());
        deadLetter.originalHeaders().forEach((name, value) -> again.headers().add(name, bytes(value)));
        again.headers().add("hallmark_for", bytes(deadLetter.id().consumer()));
        send(List.of(again, settlement(deadLetter, "replayed")));
    }

    /** Closes a dead letter without processing it. */
    public void discard(DeadLetter deadLetter) {
        send(List.of(settlement(deadLetter, "discarded")));
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static ProducerRecord<String, byte[]> settlement(DeadLetter deadLetter, String how) {
        var id = deadLetter.id();
        var note = new ProducerRecord<>(topic(id.consumer()), id.partition(), id.toString(), new byte[0]);
        note.headers().add(SETTLED, bytes(how));
        return note;
    }

    /** In this order: a crash in between leaves the dead letter open, and a second replay has no further effect. */
    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var record : records) {
                var acknowledged = answer(producer.send(record));
                assert acknowledged != null;
            }
        }
    }

    private static <T> T answer(Future<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    static String topic(String consumer) {
        return "hallmark.dead-letters." + consumer + ".v1";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
