package dev.hallmark.registry.deadletter;

import static dev.hallmark.registry.refusal.Refusal.NOT_FOUND;
import static dev.hallmark.registry.refusal.Refusal.NOT_REPLAYABLE;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Topics;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.deadletter.DeadLetterHeaders;
import dev.hallmark.messaging.deadletter.DeadLetterId;
import dev.hallmark.messaging.deadletter.DeadLetterIndex;
import dev.hallmark.messaging.deadletter.DeadLetterReader;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.messaging.outbox.OutboxRow;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.operator.paging.Page;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The events that a consumer could not process, of all consumers. Each can be replayed or discarded; either is recorded
 * behind it on the same topic, so that a dead letter and what was done about it are kept and deleted together.
 *
 * <p>What is done is committed to the outbox together with its audit record. A crash leaves the dead letter open or closes
 * it; an event that is replayed twice is processed once.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final DeadLetterIndex index;
    private final DeadLetterReader reader;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Pool pool;
    private final Vertx vertx;

    DeadLetters(DeadLetterTopics topics, Outbox outbox, AuditTrail audit, Pool pool, Vertx vertx) {
        this.index = topics.index();
        this.reader = topics.reader();
        this.outbox = outbox;
        this.audit = audit;
        this.pool = pool;
        this.vertx = vertx;
    }

    /** What can be done about one. */
    enum Settlement {
        REPLAYED,
        DISCARDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those of a tenant that are open, by consumers, then the oldest first. */
    Uni<Page<DeadLetter>> list(TenantId tenant, Optional<String> consumer, Optional<DeadLetterId> last, int limit) {
        return vertx.executeBlocking(() -> {
            var ids = Page.of(index.after(tenant, consumer, last, limit + 1), limit, DeadLetterId::toString);
            return new Page<>(read(ids.items()), ids.next());
        });
    }

    /** A topic keeps them for a time only: those that are gone are forgotten. */
    private List<DeadLetter> read(List<DeadLetterId> ids) {
        var found = reader.read(ids);
        var gone = new HashSet<>(ids);
        gone.removeAll(found.keySet());
        gone.forEach(index::remove);
        return found.entrySet().stream()
                .map(one -> DeadLetter.open(one.getKey(), one.getValue()).summary())
                .toList();
    }

    /** Fails with 404 for one that is not there, or another tenant's. */
    Uni<DeadLetter> get(TenantId tenant, DeadLetterId id) {
        return vertx.executeBlocking(() -> index.find(tenant, id)
                .flatMap(known -> Optional.ofNullable(reader.read(List.of(id)).get(id))
                        .map(kept -> DeadLetter.open(id, kept)
                                .settled(known.settled().orElse(null))))
                .orElseThrow(() -> new RegistryException(NOT_FOUND, "There is no such dead letter.")));
    }

    /**
     * Sends an event to its consumer again, and to no other consumer; when it fails again it becomes a dead letter again. It
     * goes to its own topic under a new key: on a compacted topic the old event must not replace a newer one.
     */
    Uni<DeadLetter> replay(TenantId tenant, DeadLetterId id, String reason) {
        return open(tenant, id, found -> {
            if (found.value() == null) {
                throw new RegistryException(
                        NOT_REPLAYABLE, "Its value is not text, so that no consumer can process it; discard it.");
            }
            return settle(found, id, Settlement.REPLAYED, reason, List.of(again(found, id)));
        });
    }

    /** Closes a dead letter without processing it. */
    Uni<DeadLetter> discard(TenantId tenant, DeadLetterId id, String reason) {
        return open(tenant, id, found -> settle(found, id, Settlement.DISCARDED, reason, List.of()));
    }

    /** Does something about one that is open; one that is settled stays as it is. */
    private Uni<DeadLetter> open(TenantId tenant, DeadLetterId id, Function<DeadLetter, Uni<DeadLetter>> action) {
        return get(tenant, id)
                .chain(found -> found.settled() == null
                        ? action.apply(found)
                        : Uni.createFrom().item(found));
    }

    private Uni<DeadLetter> settle(
            DeadLetter found, DeadLetterId id, Settlement how, String reason, List<OutboxRow> before) {
        var rows = new ArrayList<>(before);
        rows.add(note(id, how));
        return pool.withTransaction(transaction -> outbox.appendRows(transaction, rows)
                        .chain(() -> outbox.append(
                                transaction, audit.done(new Target("dead-letter", id.toString()), reason))))
                .invoke(() -> {
                    index.settle(id, how.toString());
                    LOG.infof("dead letter %s id=%s cause=%s", how, id, found.cause());
                })
                .replaceWith(() -> found.settled(how.toString()));
    }

    private static OutboxRow again(DeadLetter found, DeadLetterId id) {
        var headers = new HashMap<>(found.headers());
        headers.put(DeadLetterHeaders.FOR, id.consumer());
        return OutboxRow.of(found.topic(), "replay-of-" + id, headers, found.value());
    }

    private static OutboxRow note(DeadLetterId id, Settlement how) {
        return OutboxRow.of(
                Topics.deadLettersOf(id.consumer()).name(),
                id.toString(),
                Map.of(DeadLetterHeaders.SETTLED, how.toString()),
                "");
    }
}
