package dev.hallmark.registry;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.EventType;
import dev.hallmark.events.Topic;
import dev.hallmark.events.policy.PolicyPublished;
import dev.hallmark.kafka.KafkaEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Kafka as the other services have it, for tests. */
public final class Messages {

    private Messages() {}

    /** Publishes a policy and tells its id. */
    public static String publishPolicy(String tenant) {
        var id = UUID.randomUUID().toString();
        publish(event(
                tenant,
                new PolicyPublished(id, "policy-" + id, 1, "mosquitto", "default", List.of(), List.of(), false, null)));
        return id;
    }

    public static Event event(String tenant, EventData data) {
        return new Event(
                UUID.randomUUID(),
                EventType.of(data),
                TenantId.of(tenant),
                "test-service",
                "test-service",
                data.key(),
                Instant.now(),
                data);
    }

    public static void publish(Event... events) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var event : events) {
                var metadata = producer.send(KafkaEvents.record(event)).get();
                if (!metadata.hasOffset()) {
                    throw new IllegalStateException("not written");
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All events of a topic that match, read from its beginning until {@code enough} says so. */
    public static List<Event> read(Topic topic, Predicate<Event> wanted, Predicate<List<Event>> enough) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "bootstrap.servers",
                bootstrap(),
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"));
        var found = new ArrayList<Event>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.name()));
            var end = Instant.now().plusSeconds(30);
            while (!enough.test(found)) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("not enough of the wanted events came: " + found.size());
                }
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                KafkaEvents.read(record).filter(wanted).ifPresent(found::add));
            }
        }
        return found;
    }

    private static String bootstrap() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
