package dev.hallmark.kafka;

import dev.hallmark.events.Topic;
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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic from its beginning and then follows it, in each replica: for what is copied into memory. It has no group and
 * commits nothing. After a failure it begins again, so that a record may come twice.
 */
public final class WholeTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WholeTopic.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final Topic topic;
    private final Consumer<ConsumerRecord<String, byte[]>> received;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean read;

    /** @param received called by one thread, with each record in its order */
    public WholeTopic(Map<String, Object> kafka, Topic topic, Consumer<ConsumerRecord<String, byte[]>> received) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.topic = topic;
        this.received = received;
    }

    public void start() {
        Thread.ofPlatform().name(topic.name()).daemon().start(this::run);
    }

    /** Whether everything has been read that the topic held when reading began; it stays so. */
    public boolean isRead() {
        return read;
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
                LOG.debugf(e, "%s cannot be read, the next attempt follows", topic.name());
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
