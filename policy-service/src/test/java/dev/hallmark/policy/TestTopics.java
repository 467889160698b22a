package dev.hallmark.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.events.Event;
import dev.hallmark.events.Topic;
import dev.hallmark.kafka.KafkaEvents;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka as the other services see it. */
@ApplicationScoped
public class TestTopics {

    private final Map<String, Object> kafka;

    TestTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** Sends records with the key and the very bytes of these events, and waits until Kafka has them. */
    public void send(List<Event> events) throws InterruptedException, ExecutionException {
        try (var producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            var sent = events.stream()
                    .map(event -> producer.send(KafkaEvents.record(event)))
                    .toList();
            for (var one : sent) {
                assertThat(one.get().hasOffset()).isTrue();
            }
        }
    }

    /** All events of a topic until nothing has come for {@code quiet}. */
    public List<Event> read(Topic topic, Duration quiet) {
        var found = new ArrayList<Event>();
        var settings = new HashMap<>(kafka);
        // The map carries the service's own group, which is none of ours.
        settings.remove("group.id");
        settings.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(part -> new org.apache.kafka.common.TopicPartition(topic.name(), part.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            for (var batch = consumer.poll(quiet);
                    !batch.isEmpty() || partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p));
                    batch = consumer.poll(quiet)) {
                for (ConsumerRecord<String, byte[]> message : batch) {
                    KafkaEvents.read(message).ifPresent(found::add);
                }
            }
        }
        return found;
    }
}
