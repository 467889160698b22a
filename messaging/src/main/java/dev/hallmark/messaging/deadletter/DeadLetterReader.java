package dev.hallmark.messaging.deadletter;

import dev.hallmark.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads dead letters from where they are kept. Its calls block. */
public final class DeadLetterReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;

    public DeadLetterReader(Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        this.kafka.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()) / 2);
    }

    /**
     * Those of these that are still on their topics, in their order.
     *
     * @throws TimeoutException when Kafka does not answer
     */
    public SortedMap<DeadLetterId, ConsumerRecord<String, byte[]>> read(Collection<DeadLetterId> ids) {
        var found = new TreeMap<DeadLetterId, ConsumerRecord<String, byte[]>>();
        if (ids.isEmpty()) {
            return found;
        }
        try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
            read(consumer, ids, found);
        }
        return found;
    }

    private static void read(
            KafkaConsumer<String, byte[]> consumer,
            Collection<DeadLetterId> ids,
            Map<DeadLetterId, ConsumerRecord<String, byte[]>> found) {
        var wanted = ids.stream()
                .collect(Collectors.groupingBy(
                        DeadLetterReader::partition,
                        Collectors.toMap(DeadLetterId::offset, id -> id, (first, second) -> first, TreeMap::new)));
        consumer.assign(wanted.keySet());
        var begins = consumer.beginningOffsets(wanted.keySet());
        wanted.forEach(
                (partition, offsets) -> consumer.seek(partition, Math.max(offsets.firstKey(), begins.get(partition))));
        var ends = consumer.endOffsets(wanted.keySet());
        var left = new HashSet<>(wanted.keySet());
        var end = Instant.now().plus(PATIENCE);
        while (!left.isEmpty()) {
            consumer.poll(POLL).forEach(one -> take(one, wanted.get(partition(one)), found));
            left.removeIf(partition -> consumer.position(partition)
                    > Math.min(wanted.get(partition).lastKey(), ends.get(partition) - 1));
            consumer.pause(read(consumer, left));
            if (Instant.now().isAfter(end)) {
                throw new TimeoutException("Kafka does not answer within " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Those that nothing is wanted of any more. */
    private static Set<TopicPartition> read(KafkaConsumer<String, byte[]> consumer, Set<TopicPartition> left) {
        var read = new HashSet<>(consumer.assignment());
        read.removeAll(left);
        return read;
    }

    private static void take(
            ConsumerRecord<String, byte[]> one,
            Map<Long, DeadLetterId> wanted,
            Map<DeadLetterId, ConsumerRecord<String, byte[]>> found) {
        Optional.ofNullable(wanted.get(one.offset())).ifPresent(id -> found.put(id, one));
    }

    private static TopicPartition partition(DeadLetterId id) {
        return new TopicPartition(Topics.deadLettersOf(id.consumer()).name(), id.partition());
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> one) {
        return new TopicPartition(one.topic(), one.partition());
    }
}
