package dev.hallmark.messaging.inbox;

import dev.hallmark.commons.fault.Faults;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.Topics;
import dev.hallmark.kafka.KafkaEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Processes events from Kafka, each with effect exactly once.
 *
 * <ol>
 *   <li>A batch is one transaction: the ids not seen before, and what the handler does about their events.
 *   <li>Faults of the infrastructure are retried for ever.
 *   <li>Any other failure: the batch again, one event after the other; an event that fails alone becomes a dead letter.
 *   <li>The offsets are committed after that. After a crash before it the batch is delivered again, to no effect.
 * </ol>
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final String REMEMBER = "insert into inbox (consumer, event_id)"
            + " select $1, id from unnest($2::uuid[]) id order by id on conflict do nothing returning event_id";

    private final Pool pool;
    private final DeadLetters deadLetters;
    private final ConsumerFaults faults;
    private final UnknownEvents unknown;
    private final ConsumerSpans spans;

    Inbox(Pool pool, DeadLetters deadLetters, ConsumerFaults faults, UnknownEvents unknown, ConsumerSpans spans) {
        this.pool = pool;
        this.deadLetters = deadLetters;
        this.faults = faults;
        this.unknown = unknown;
        this.spans = spans;
    }

    /**
     * Handles what {@code consumer} has not seen of these records. Events of types that this version does not know are
     * skipped and counted.
     *
     * @return completes when the offsets may be committed; fails only when the service stops
     * @throws IllegalArgumentException for a consumer whose dead letters have no topic
     */
    public Uni<Void> consume(String consumer, ConsumerRecords<String, byte[]> records, EventHandler handler) {
        return consume(consumer, EventData.class, records, handler);
    }

    /** The same for a consumer of one form of events: all others cost it next to nothing. */
    public Uni<Void> consume(
            String consumer,
            Class<? extends EventData> form,
            ConsumerRecords<String, byte[]> records,
            EventHandler handler) {
        return deliver(consumer, records, batch -> process(consumer, form, batch, handler));
    }

    /** The same for a consumer of records as they are, of any type. It detects by itself what it has seen before. */
    public Uni<Void> consumeRecords(String consumer, ConsumerRecords<String, byte[]> records, RecordHandler handler) {
        return deliver(consumer, records, batch -> Uni.createFrom()
                .item(() -> received(batch))
                .chain(events -> retried(
                        () -> pool.withTransaction(transaction -> handler.handle(transaction, events)),
                        consumer,
                        Faults::passing)));
    }

    private static List<ReceivedEvent> received(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(one -> new ReceivedEvent(KafkaEvents.envelope(one), one.value()))
                .toList();
    }

    private Uni<Void> deliver(
            String consumer,
            ConsumerRecords<String, byte[]> records,
            Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> process) {
        Topics.requireListed(consumer);
        var all = StreamSupport.stream(records.spliterator(), false)
                .filter(one -> Addressee.is(consumer, one))
                .toList();
        return process.apply(all).onFailure().recoverWithUni(failure -> {
            LOG.warnf(failure, "%s processes a batch of %d one by one", consumer, all.size());
            return oneByOne(consumer, all, process);
        });
    }

    private Uni<Void> oneByOne(
            String consumer,
            List<ConsumerRecord<String, byte[]>> all,
            Function<List<ConsumerRecord<String, byte[]>>, Uni<Void>> process) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(one -> process.apply(List.of(one))
                        .onFailure()
                        .recoverWithUni(cause ->
                                retried(() -> deadLetters.publish(consumer, one, cause), consumer, any -> true)))
                .onItem()
                .ignore()
                .toUni();
    }

    private Uni<Void> process(
            String consumer,
            Class<? extends EventData> form,
            List<ConsumerRecord<String, byte[]>> records,
            EventHandler handler) {
        return Uni.createFrom()
                .item(() -> read(consumer, records, form))
                .chain(events -> events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : retried(
                                () -> pool.withTransaction(
                                        transaction -> process(transaction, consumer, events, handler)),
                                consumer,
                                Faults::passing));
    }

    private Uni<Void> process(SqlConnection transaction, String consumer, List<Event> events, EventHandler handler) {
        var ids = events.stream().map(Event::id).distinct().toArray(UUID[]::new);
        return transaction
                .preparedQuery(REMEMBER)
                .execute(Tuple.of(consumer, ids))
                .chain(rows -> {
                    var fresh = new HashSet<UUID>();
                    rows.forEach(row -> fresh.add(row.getUUID(0)));
                    var unseen = events.stream()
                            .filter(event -> fresh.remove(event.id()))
                            .toList();
                    return unseen.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : spans.record(consumer, unseen, traced -> handler.handle(transaction, traced));
                });
    }

    private List<Event> read(
            String consumer, List<ConsumerRecord<String, byte[]>> records, Class<? extends EventData> form) {
        var events = new ArrayList<Event>();
        for (var one : records) {
            KafkaEvents.read(one, form).ifPresent(events::add);
            if (!KafkaEvents.isKnown(one)) {
                unknown.skipped(consumer);
            }
        }
        return events;
    }

    private Uni<Void> retried(Supplier<Uni<? extends Void>> work, String consumer, Predicate<Throwable> passing) {
        return Uni.createFrom()
                .deferred(work)
                .onFailure(passing)
                .invoke(fault -> waits(consumer, fault))
                .onFailure(passing)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onTermination()
                .invoke(() -> faults.resumes(consumer));
    }

    private void waits(String consumer, Throwable fault) {
        LOG.warnf("%s retries: %s", consumer, fault.getMessage());
        faults.waits(consumer, fault);
    }
}
