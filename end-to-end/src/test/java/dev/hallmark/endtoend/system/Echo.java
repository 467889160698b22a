package dev.hallmark.endtoend.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events that have been sent already, as a broker or a producer that lost its memory would. */
public final class Echo {

    /** What the names of their consumer groups begin with. */
    private static final List<String> SERVICES =
            Service.all().stream().map(Service::packageName).toList();

    /** The agent's second cut, which waits a minute before it does anything. */
    private static final String LATER = "-again";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Map<String, Object> kafka;

    public Echo(Sandbox sandbox) {
        kafka = Map.of("bootstrap.servers", sandbox.kafka());
    }

    /** The same events, each with its own id. */
    public void again(Collection<ConsumerRecord<String, byte[]>> events) throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            for (var event : events) {
                producer.send(new ProducerRecord<>(event.topic(), null, event.key(), event.value(), event.headers()))
                        .get();
            }
        }
    }

    /** The same words under new ids, so that only what they say can tell that they are old. */
    public void underNewIds(Collection<ConsumerRecord<String, byte[]>> events) throws Exception {
        for (var event : events) {
            event.headers()
                    .remove("ce_id")
                    .add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        }
        again(events);
    }

    /** Returns once every service has consumed all events. */
    public void awaitAllConsumed() {
        try (var admin = Admin.create(kafka)) {
            await().atMost(PATIENCE).pollInterval(BETWEEN_LOOKS).untilAsserted(() -> assertThat(behind(admin))
                    .isEmpty());
        }
    }

    /** What each group has still to take, by partition. */
    private static List<String> behind(Admin admin) throws ExecutionException, InterruptedException {
        var behind = new ArrayList<String>();
        for (var group : admin.listGroups().all().get()) {
            if (isAwaited(group.groupId())) {
                behind.addAll(behind(admin, group.groupId()));
            }
        }
        return behind;
    }

    private static boolean isAwaited(String group) {
        return SERVICES.stream().anyMatch(group::startsWith) && !group.endsWith(LATER);
    }

    private static List<String> behind(Admin admin, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> consumed = admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec()))
                .partitionsToOffsetAndMetadata(group)
                .get();
        var ends = consumed.keySet().stream().collect(Collectors.toMap(part -> part, part -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().entrySet().stream()
                .filter(end ->
                        consumed.get(end.getKey()).offset() < end.getValue().offset())
                .map(end -> "%s of %s is at %d of %d"
                        .formatted(
                                group,
                                end.getKey(),
                                consumed.get(end.getKey()).offset(),
                                end.getValue().offset()))
                .toList();
    }
}
