package dev.hallmark.operator.audit;

import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.kafka.KafkaEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The audit records of a run, as a consumer reads them. */
final class AuditTopic implements AutoCloseable {

    private final List<Event> seen = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    AuditTopic() {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.AUDIT.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** The records so far of requests whose path ends so. */
    List<Event> of(String end) {
        consumer.poll(Duration.ofMillis(200))
                .forEach(one -> KafkaEvents.read(one).ifPresent(seen::add));
        return seen.stream()
                .filter(event -> ((AuditRecorded) event.data()).path().endsWith(end))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
