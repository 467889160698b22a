package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.kafka.KafkaEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Other services on Kafka: what they would send, and what they get. */
public final class EventBus implements AutoCloseable {

    private final List<Event> seen = new CopyOnWriteArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    public EventBus() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers(),
                        "group.id",
                        "test-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topics.CERTIFICATES.name(), Topics.AUDIT.name()));
    }

    /** What the service has told of a device so far, in order. */
    public <T extends EventData> List<T> of(DeviceId device, Class<T> form) {
        poll();
        return seen.stream()
                .filter(event -> event.key().equals(device.hex()) && form.isInstance(event.data()))
                .map(event -> form.cast(event.data()))
                .toList();
    }

    /** The audit records of requests for this path so far, in order. */
    public List<AuditRecorded> audited(String path) {
        poll();
        return seen.stream()
                .flatMap(event -> event.data() instanceof AuditRecorded record ? Stream.of(record) : Stream.empty())
                .filter(record -> record.path().equals(path))
                .toList();
    }

    private void poll() {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
            KafkaEvents.read(record).ifPresent(seen::add);
        }
    }

    /** Another device, whose events come in one order with those of this one: by the same partition. */
    public static TestDevice neighbour(TestDevice device) {
        return Stream.generate(TestDevice::unmet)
                .filter(other -> partition(other) == partition(device))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(TestDevice device) {
        var key = device.id().hex().getBytes(StandardCharsets.UTF_8);
        return BuiltInPartitioner.partitionForKey(key, Infrastructure.PARTITIONS);
    }

    /** Sends an event as its service would. */
    public static void send(Event event) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new ByteArraySerializer())) {
            if (!producer.send(KafkaEvents.record(event)).get().hasOffset()) {
                throw new AssertionError("not acknowledged");
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static Object servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
