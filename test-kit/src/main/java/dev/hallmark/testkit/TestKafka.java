package dev.hallmark.testkit;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.EventType;
import dev.hallmark.kafka.KafkaEvents;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What other services publish. */
public final class TestKafka {

    private static final String SERVICE = "test-service";

    private TestKafka() {}

    /** An event of now in the tenant {@code default}. */
    public static Event event(EventData data) {
        return event("default", data);
    }

    public static Event event(String tenant, EventData data) {
        return new Event(
                UUID.randomUUID(),
                EventType.of(data),
                TenantId.of(tenant),
                SERVICE,
                SERVICE,
                data.key(),
                Instant.now(),
                data,
                Optional.empty());
    }

    /** Publishes events of now in the tenant {@code default}. */
    public static void publish(EventData... events) {
        publish(Arrays.stream(events).map(TestKafka::event).toArray(Event[]::new));
    }

    /** Publishes events in their order, and returns once Kafka has them. */
    public static void publish(Event... events) {
        produce(Arrays.stream(events).map(KafkaEvents::record).toList());
    }

    /** Writes records as they are, and returns once Kafka has them. */
    public static void produce(List<ProducerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    }
}
