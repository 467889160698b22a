package dev.hallmark.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventRecord;
import dev.hallmark.events.Events;
import dev.hallmark.events.Topics;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DeliveryIT {

    private static final TenantId TENANT = TenantId.of("default");
    private static final DeviceId DEVICE =
            DeviceId.parse("d77238ff070ade19347b71e522e891fa9cf1cc1bad4c33d6648296637bca751f");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @Inject
    Events events;

    @Inject
    MeterRegistry meters;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void committedEventsHaveTheirEffectOnceAndInOrder() {
        // Given
        var serials = serials(1200);
        var made = serials.stream().map(serial -> revoked(serial, "superseded")).toList();

        // When
        commit(made);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).containsExactlyElementsOf(serials));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void eventsOfATransactionThatRollsBackAreNeverPublished() {
        // Given
        var lost = serials(1);
        var kept = serials(1);

        // When
        pool.withTransaction(transaction -> outbox.append(transaction, revoked(lost.getFirst(), "superseded"))
                        .chain(() -> transaction.query("select 1/0").execute()))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
        commit(List.of(revoked(kept.getFirst(), "superseded")));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects(kept)).hasSize(1));
        assertThat(effects(lost)).isEmpty();
    }

    @Test
    void anEventSentAgainHasNoFurtherEffect() {
        // Given
        var serials = serials(2);
        var first = revoked(serials.getFirst(), "superseded");
        var last = revoked(serials.getLast(), "superseded");

        // When
        TestKafka.publish(first, first, first, last);
        commit(List.of(first));
        TestKafka.publish(first, last);
        commit(List.of(last));

        // Then
        await().atMost(PATIENCE).until(() -> waiting() == 0 && effects(serials).size() >= 2);
        var after = serials(1);
        TestKafka.publish(revoked(after.getFirst(), "superseded"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(effects(after)).hasSize(1));
        assertThat(effects(serials)).containsExactlyElementsOf(serials);
    }

    @Test
    void conflictsInTheDatabaseAreRetried() {
        var serials = serials(1);

        commit(List.of(revoked(serials.getFirst(), EffectsConsumer.CONFLICT)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).hasSize(1));
    }

    @Test
    void poisonBecomesADeadLetterWithItsCauseAndDelaysNothing() {
        // Given
        var serials = serials(3);
        var poison = revoked(serials.get(1), EffectsConsumer.POISON);
        var broken = revoked(serials.get(1), "x");
        var garbage = new ProducerRecord<>(Topics.CERTIFICATES.name(), DEVICE.hex(), new byte[] {(byte) 0xff, 0, 1});
        EventRecord.headers(broken).forEach((name, value) -> garbage.headers().add(name, value.getBytes(UTF_8)));

        // When
        commit(List.of(revoked(serials.get(0), "superseded"), poison, revoked(serials.get(2), "superseded")));
        TestKafka.produce(List.of(garbage));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).containsExactly(serials.get(0), serials.get(2)));
        var letters = deadLetters(2).stream()
                .collect(Collectors.toMap(letter -> header(letter, "ce_id"), Function.identity()));
        assertThat(letters).containsOnlyKeys(poison.id().toString(), broken.id().toString());
        var refused = letters.get(poison.id().toString());
        assertThat(header(refused, "hallmark_cause")).contains("a reason that cannot be processed");
        assertThat(new String(refused.value(), UTF_8)).isEqualTo(EventRecord.value(poison));
        var unreadable = letters.get(broken.id().toString());
        assertThat(header(unreadable, "hallmark_encoding")).isEqualTo("base64");
        assertThat(new String(unreadable.value(), UTF_8)).isEqualTo("/wAB");
    }

    @Test
    void eventsOfTheNextVersionAreSkippedAndCounted() {
        // Given
        var serials = serials(2);
        var next = KafkaEvents.record(revoked(serials.getFirst(), "superseded"));
        next.headers().remove("ce_type").add("ce_type", "dev.hallmark.certificate.archived.v1".getBytes(UTF_8));
        var more = KafkaEvents.record(revoked(serials.getLast(), "superseded"));
        var value = new String(more.value(), UTF_8).replaceFirst("\\{", "{\"fromTheNextVersion\":[1],");

        // When
        TestKafka.produce(List.of(
                next, new ProducerRecord<>(more.topic(), null, more.key(), value.getBytes(UTF_8), more.headers())));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).containsExactly(serials.getLast()));
        var skipped = meters.get("hallmark.inbox.skipped").tag("consumer", EffectsConsumer.NAME);
        assertThat(skipped.counter().count()).isEqualTo(1);
    }

    @Test
    void aReplayIsProcessedByTheConsumerItIsForAndByNoOther() {
        // Given
        var serials = serials(3);
        var mine = revoked(serials.get(0), "superseded");
        var others = revoked(serials.get(1), "superseded");
        var last = revoked(serials.get(2), "superseded");

        // When
        TestKafka.produce(List.of(
                replay(others, "another-consumer"),
                replay(mine, EffectsConsumer.NAME),
                replay(mine, EffectsConsumer.NAME)));
        TestKafka.publish(last);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).contains(serials.get(0), serials.get(2)));
        assertThat(effects(serials)).doesNotContain(serials.get(1)).hasSize(2);
    }

    /** The commit is refused and the batch delivered again; a group that did not commit again would lag until the next event. */
    @Test
    void offsetsOfAConsumerThatWasRemovedFromItsGroupAreCommitted() {
        // When
        var serials = serials(1);
        commit(List.of(revoked(serials.getFirst(), EffectsConsumer.EXPELLED)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(effects(serials)).hasSize(1));

        // Then
        try (var admin = Admin.create(kafka)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed(admin))
                    .isNotEmpty()
                    .isEqualTo(ends(admin, committed(admin).keySet())));
        }
    }

    private static Map<TopicPartition, Long> committed(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets("test-service").partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Set<TopicPartition> partitions) throws Exception {
        var asked = partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    /** As the command that replays dead letters makes it: under a key of its own. */
    private static ProducerRecord<String, byte[]> replay(Event event, String consumer) {
        var message = message(event, "replay-of-effects/0/0");
        message.headers().add("hallmark_for", consumer.getBytes(UTF_8));
        return message;
    }

    private static ProducerRecord<String, byte[]> message(Event event, String key) {
        var message = KafkaEvents.record(event);
        return new ProducerRecord<>(message.topic(), null, key, message.value(), message.headers());
    }

    private Event revoked(String serial, String reason) {
        return events.of(
                TENANT,
                new CertificateRevoked(
                        DEVICE, DEVICE.commonName(), SerialNumber.parse(serial), "a", reason, Instant.EPOCH, 1));
    }

    private static List<String> serials(int count) {
        var run = "1" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        return IntStream.range(0, count)
                .mapToObj(n -> run + String.format(java.util.Locale.ROOT, "%08x", n))
                .toList();
    }

    private void commit(List<Event> made) {
        pool.withTransaction(transaction -> outbox.append(transaction, made))
                .await()
                .atMost(PATIENCE);
    }

    private List<String> effects(List<String> serials) {
        var found = new ArrayList<String>();
        pool.preparedQuery("select serial from effect where serial = any($1) order by n")
                .execute(Tuple.of(serials.toArray(String[]::new)))
                .await()
                .atMost(PATIENCE)
                .forEach(row -> found.add(row.getString(0)));
        return found;
    }

    private long waiting() {
        return pool.query("select count(*) from outbox")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(int count) {
        try (var letters = TopicReader.records(Topics.deadLettersOf(EffectsConsumer.NAME))) {
            return await().atMost(PATIENCE).until(letters::read, found -> found.size() >= count);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
