package dev.hallmark.messaging.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a batch to Kafka and waits until all of it is acknowledged by all in-sync replicas. */
final class RelaySender implements AutoCloseable {

    private static final Duration SLOW = Duration.ofSeconds(3);

    private final KafkaProducer<String, byte[]> producer;

    RelaySender(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // During an outage of Kafka the producer itself retries, so that the order holds.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // Long enough for a page to go in one request instead of one for its first record and another for the rest.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * 1024 * 1024);
        this.producer = new KafkaProducer<>(settings);
    }

    /** Returns when all is acknowledged; reports to {@code slow} every few seconds until then. */
    void send(List<RelaySession.Row> rows, Consumer<String> slow) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var row : rows) {
            var one = producer.send(row.message());
            sent.add(one);
            if (one.isDone()) {
                // A record that could not even be sent must not be overtaken by the next.
                var ignored = acknowledged(one);
            }
        }
        for (var acknowledgement : sent) {
            while (!acknowledged(acknowledgement)) {
                slow.accept("Kafka does not acknowledge");
            }
        }
    }

    private static boolean acknowledged(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            RecordMetadata ignored = sent.get(SLOW.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
