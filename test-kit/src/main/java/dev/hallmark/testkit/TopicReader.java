package dev.hallmark.testkit;

import dev.hallmark.events.Event;
import dev.hallmark.events.Topic;
import dev.hallmark.kafka.KafkaEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** What a topic holds, from its beginning to its end at the time of each call. */
public final class TopicReader<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Function<ConsumerRecord<String, byte[]>, Optional<T>> form;
    private final List<T> found = new ArrayList<>();

    private TopicReader(
            KafkaConsumer<String, byte[]> consumer, Function<ConsumerRecord<String, byte[]>, Optional<T>> form) {
        this.consumer = consumer;
        this.form = form;
    }

    /** Reads the events that this version knows. */
    public static TopicReader<Event> events(Topic topic) {
        return events(topic, event -> true);
    }

    /** Reads the events that match, and keeps no other in memory. */
    public static TopicReader<Event> events(Topic topic, Predicate<Event> wanted) {
        return new TopicReader<>(
                consumer(topic), record -> KafkaEvents.read(record).filter(wanted));
    }

    /** Reads records as they are. */
    public static TopicReader<ConsumerRecord<String, byte[]>> records(Topic topic) {
        return new TopicReader<>(consumer(topic), Optional::of);
    }

    /** The events that match, once there are enough. */
    public static List<Event> await(Topic topic, Predicate<Event> wanted, Predicate<List<Event>> enough) {
        try (var reader = events(topic, wanted)) {
            return Awaitility.await().atMost(PATIENCE).until(reader::read, enough);
        }
    }

    /** All records so far, including those since the last call. */
    public synchronized List<T> read() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> form.apply(record).ifPresent(found::add));
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static KafkaConsumer<String, byte[]> consumer(Topic topic) {
        var consumer = new KafkaConsumer<>(TestKafka.settings(), new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
