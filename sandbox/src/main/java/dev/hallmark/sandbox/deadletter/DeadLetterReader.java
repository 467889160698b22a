package dev.hallmark.sandbox.deadletter;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads dead-letter topics from their beginning to their end of this moment; they are short. */
final class DeadLetterReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;

    DeadLetterReader(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** A consumer's dead letters that are neither replayed nor discarded, oldest first. */
    List<DeadLetter> open(String consumer) {
        var deadLetters = new LinkedHashMap<String, DeadLetter>();
        try (var reader = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = reader.partitionsFor(DeadLetters.topic(consumer)).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(POLL).forEach(one -> take(consumer, one, deadLetters));
            }
        }
        return deadLetters.values().stream()
                .sorted(Comparator.comparing(DeadLetter::time))
                .toList();
    }

    /** The record that closes a dead letter follows it in the same partition. */
    private static void take(
            String consumer, ConsumerRecord<String, byte[]> record, Map<String, DeadLetter> deadLetters) {
        if (record.headers().lastHeader(DeadLetters.SETTLED) == null) {
            var deadLetter = DeadLetter.of(consumer, record);
            deadLetters.put(deadLetter.id().toString(), deadLetter);
        } else {
            deadLetters.remove(record.key());
        }
    }
}
