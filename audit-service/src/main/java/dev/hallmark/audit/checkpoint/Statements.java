package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.AuditException;
import dev.hallmark.audit.trail.TrailRecord;
import dev.hallmark.audit.trail.TrailStore;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.audit.AuditCheckpointed;
import dev.hallmark.events.audit.chain.ChainHash;
import dev.hallmark.events.audit.chain.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import dev.hallmark.keys.KeyId;
import dev.hallmark.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Signs what the trail of a tenant is.
 *
 * <ol>
 *   <li>Compare the trail with the statement that reaches furthest: a damaged trail is not signed.
 *   <li>Make the next statement, and sign it: outside of a transaction.
 *   <li>Store it and its event in one transaction. If another one has taken its number meanwhile, begin again.
 *   <li>Log it whole: the log is one of the places that the database's administrator does not control.
 * </ol>
 */
@ApplicationScoped
public class Statements {

    private static final Logger LOG = Logger.getLogger(Statements.class);

    private final TrailStore trail;
    private final StatementStore store;
    private final CheckpointKey key;
    private final CheckpointAge age;
    private final Outbox outbox;
    private final Events events;
    private final Pool pool;
    private final Clock clock;

    Statements(
            TrailStore trail,
            StatementStore store,
            CheckpointKey key,
            CheckpointAge age,
            Outbox outbox,
            Events events,
            Pool pool,
            Clock clock) {
        this.trail = trail;
        this.store = store;
        this.key = key;
        this.age = age;
        this.outbox = outbox;
        this.events = events;
        this.pool = pool;
        this.clock = clock;
    }

    /** Signs the trail as it stands. Fails with {@code TRAIL_DAMAGED} when it is not what was signed before. */
    public Uni<SignedStatement> checkpoint(TenantId tenant) {
        return checkpoint(tenant, statement -> List.of());
    }

    /** The same, with further events in the transaction that stores it. */
    Uni<SignedStatement> checkpoint(TenantId tenant, Function<Statement, List<Event>> more) {
        return requireUndamaged(tenant)
                .chain(() -> trail.head(tenant))
                .chain(head -> key.current().chain(current -> store.last(tenant)
                        .map(last -> next(Statement.Kind.CHECKPOINT, tenant, current, last, null, head))
                        .chain(statement -> publish(current, statement, more))))
                .chain(done ->
                        done.map(signed -> Uni.createFrom().item(signed)).orElseGet(() -> checkpoint(tenant, more)));
    }

    /** Signs that all records up to this one are cut off, of which this was the first. */
    public Uni<SignedStatement> cut(TenantId tenant, long first, TrailRecord last) {
        return requireUndamaged(tenant)
                .chain(key::current)
                .chain(current -> store.last(tenant)
                        .map(before -> next(Statement.Kind.CUT, tenant, current, before, first, Optional.of(last)))
                        .chain(statement -> publish(current, statement, made -> List.of())))
                .chain(done ->
                        done.map(signed -> Uni.createFrom().item(signed)).orElseGet(() -> cut(tenant, first, last)));
    }

    /** The statement that cut off records last, if there is one. */
    public Uni<Optional<SignedStatement>> lastCut(TenantId tenant) {
        return store.lastCut(tenant);
    }

    /** Where an export that shall hold this record can begin, so that its beginning is verifiable too: after a statement. */
    public Uni<Long> beginning(TenantId tenant, long sequence) {
        return store.lastCut(tenant).chain(cut -> {
            var kept = cut.map(one -> one.content().sequence()).orElse(0L) + 1;
            return store.before(tenant, Math.max(sequence, kept))
                    .map(before ->
                            before.map(one -> one.content().sequence() + 1).orElse(1L));
        });
    }

    /** All statements that an export from this record to this checkpoint needs, in their order and without the checkpoint. */
    public Uni<List<SignedStatement>> covering(TenantId tenant, long from, SignedStatement checkpoint) {
        return store.covering(tenant, from - 1, checkpoint.content().number());
    }

    private Uni<Void> requireUndamaged(TenantId tenant) {
        return store.furthest(tenant).chain(found -> found.map(signed -> requireUndamaged(tenant, signed.content()))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** The record that a statement names is there with its hash or, once it was cut off, the next one follows it. */
    private Uni<Void> requireUndamaged(TenantId tenant, Statement statement) {
        if (statement.sequence() == 0) {
            return Uni.createFrom().voidItem();
        }
        return trail.page(tenant, statement.sequence(), statement.sequence() + 1, 2)
                .invoke(found -> {
                    if (found.isEmpty() || !continues(statement, found.getFirst())) {
                        throw new AuditException(
                                AuditException.Code.TRAIL_DAMAGED,
                                "The audit trail of the tenant %s is not what statement %d of %s says of record %d: export it, and verify the export."
                                        .formatted(tenant, statement.number(), statement.at(), statement.sequence()));
                    }
                })
                .replaceWithVoid();
    }

    private static boolean continues(Statement statement, TrailRecord record) {
        return record.sequence() == statement.sequence()
                ? record.hash().equals(statement.hash())
                : record.entry().previous().equals(statement.hash());
    }

    private Statement next(
            Statement.Kind kind,
            TenantId tenant,
            KeyId current,
            Optional<SignedStatement> last,
            Long first,
            Optional<TrailRecord> record) {
        return new Statement(
                kind,
                tenant,
                last.map(one -> one.content().number()).orElse(0L) + 1,
                last.map(SignedStatement::hash).orElse(ChainHash.NONE),
                first,
                record.map(TrailRecord::sequence).orElse(0L),
                record.map(TrailRecord::hash).orElse(ChainHash.NONE),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                current.toString());
    }

    /** Empty when another statement has its number. */
    private Uni<Optional<SignedStatement>> publish(
            KeyId current, Statement statement, Function<Statement, List<Event>> more) {
        return key.sign(current, statement)
                .chain(signed -> pool.withTransaction(transaction -> store.insert(transaction, statement, signed)
                                .call(inserted -> inserted
                                        ? outbox.append(transaction, event(statement, signed))
                                                .chain(() -> outbox.append(transaction, more.apply(statement)))
                                        : Uni.createFrom().voidItem()))
                        .map(inserted -> inserted ? Optional.of(signed) : Optional.<SignedStatement>empty()))
                .invoke(done -> done.ifPresent(signed -> published(statement, signed)));
    }

    private Event event(Statement statement, SignedStatement signed) {
        return events.of(
                statement.tenant(), new AuditCheckpointed(statement.tenant(), signed.statement(), signed.signature()));
    }

    private void published(Statement statement, SignedStatement signed) {
        LOG.infof("audit trail signed statement=%s signature=%s", signed.statement(), signed.signature());
        if (statement.kind() == Statement.Kind.CHECKPOINT) {
            age.made(statement.tenant(), statement.at());
        }
    }
}
