package dev.hallmark.kafka;

import dev.hallmark.events.Topic;
import java.io.Serial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads topics from their beginning and then follows them, in each replica: for what is copied into memory. It has no group
 * and commits nothing. After a failure it begins again, so that a record may come twice.
 */
public final class WholeTopics implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WholeTopics.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final List<Topic> topics;
    private final Consumer<ConsumerRecord<String, byte[]>> received;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean read;

    /** @param received called by one thread, with the records of each partition in their order */
    public WholeTopics(
            Map<String, Object> kafka, List<Topic> topics, Consumer<ConsumerRecord<String, byte[]>> received) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.topics = List.copyOf(topics);
        this.received = received;
    }

    public void start() {
        Thread.ofPlatform().name(topics.getFirst().name()).daemon().start(this::run);
    }

    /** Whether everything has been read that the topics held when reading began; it stays so. */
    public boolean isRead() {
        return read;
    }

    /**
     * Refuses to answer from what has not been read.
     *
     * @throws RetriableException while it has not
     */
    public void requireRead() {
        if (!read) {
            throw new UnreadException(topics.getFirst().name() + " has not been read yet");
        }
    }

    private static final class UnreadException extends RetriableException {

        @Serial
        private static final long serialVersionUID = 1L;

        UnreadException(String message) {
            super(message);
        }
    }

    /** Reading ends with the poll that is running, within a second. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        do {
            try (var consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (KafkaException | IllegalStateException e) {
                LOG.debugf(
                        e,
                        "%s cannot be read, the next attempt follows",
                        topics.getFirst().name());
            }
        } while (!isClosedWithin(PAUSE));
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (!isClosedWithin(Duration.ZERO)) {
            consumer.poll(POLL).forEach(received);
            read = read || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return topics.stream()
                .flatMap(topic -> partitions(consumer, topic).stream())
                .toList();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, Topic topic) {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic.name());
        }
        return partitions;
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
