package dev.hallmark.attestation;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.EventType;
import dev.hallmark.events.Topics;
import dev.hallmark.kafka.KafkaEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The other services, as far as Kafka shows them. */
public final class TestBroker {

    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", servers(), "acks", "all"), new StringSerializer(), new ByteArraySerializer());

    private static final KafkaConsumer<String, byte[]> CONSUMER = consumer();
    private static final List<Event> PUBLISHED = new ArrayList<>();

    private TestBroker() {}

    public static Event event(EventData data) {
        return event("default", data);
    }

    public static Event event(String tenant, EventData data) {
        return new Event(
                UUID.randomUUID(),
                EventType.of(data),
                TenantId.of(tenant),
                "test",
                "test",
                data.key(),
                Instant.now(),
                data);
    }

    public static void publish(Event... events) {
        for (var event : events) {
            try {
                PRODUCER.send(KafkaEvents.record(event)).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What this service has published so far: what came since the last call is read now. */
    public static synchronized List<Event> published() {
        var ends = CONSUMER.endOffsets(CONSUMER.assignment());
        while (ends.entrySet().stream().anyMatch(end -> CONSUMER.position(end.getKey()) < end.getValue())) {
            CONSUMER.poll(Duration.ofMillis(100))
                    .forEach(record -> KafkaEvents.read(record).ifPresent(PUBLISHED::add));
        }
        return List.copyOf(PUBLISHED);
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        var config = Map.<String, Object>of("bootstrap.servers", servers(), "enable.auto.commit", "false");
        var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.ATTESTATION.name()).stream()
                .map(info -> new org.apache.kafka.common.TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
