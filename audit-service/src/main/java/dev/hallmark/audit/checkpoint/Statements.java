package dev.hallmark.audit.checkpoint;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Signs what the trail of a tenant is.
 *
 * <ol>
 *   <li>Verify the last statements, and compare the trail with the one that reaches furthest: a damaged trail is not signed.
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
    private final VerifiedStatements verified;
    private final TrailDamage damage;
    private final CheckpointKey key;
    private final CheckpointAge age;
    private final Outbox outbox;
    private final Events events;
    private final Pool pool;
    private final Clock clock;

    Statements(
            TrailStore trail,
            StatementStore store,
            VerifiedStatements verified,
            TrailDamage damage,
            CheckpointKey key,
            CheckpointAge age,
            Outbox outbox,
            Events events,
            Pool pool,
            Clock clock) {
        this.trail = trail;
        this.store = store;
        this.verified = verified;
        this.damage = damage;
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
        return undamaged(tenant)
                .chain(end -> trail.head(tenant)
                        .chain(head -> sign(
                                current -> next(
                                        Statement.Kind.CHECKPOINT,
                                        tenant,
                                        current,
                                        end,
                                        null,
                                        head.map(TrailRecord::sequence).orElse(0L),
                                        head.map(TrailRecord::hash).orElse(ChainHash.NONE)),
                                more)))
                .chain(done ->
                        done.map(signed -> Uni.createFrom().item(signed)).orElseGet(() -> checkpoint(tenant, more)));
    }

    /**
     * Signs that all records up to the last checkpoint of before this time are cut off, unless they are. That checkpoint
     * proves that they are older: when a record says that it was stored, or a column, could have been changed since.
     */
    public Uni<Void> cut(TenantId tenant, Instant before) {
        return undamaged(tenant)
                .chain(end -> expired(tenant, before).chain(expired -> expired.map(one -> cut(tenant, end, one))
                        .orElseGet(() -> Uni.createFrom().item(true))))
                .chain(done -> done ? Uni.createFrom().voidItem() : cut(tenant, before));
    }

    /**
     * What is to be cut off.
     *
     * @param last a checkpoint of the last of these records
     */
    private record Expired(long first, Statement last) {}

    /** In this order, so that what another replica cuts off meanwhile is not missed. */
    private Uni<Optional<Expired>> expired(TenantId tenant, Instant before) {
        return trail.first(tenant)
                .chain(first -> verified.lastCut(tenant).map(cut -> begin(tenant, first, cut)))
                .chain(first -> verified.signedBefore(tenant, before)
                        .map(found ->
                                found.filter(last -> last.sequence() >= first).map(last -> new Expired(first, last))));
    }

    /** The record after the last cut; a cut that comes next must not cover up for whoever removed that one. */
    private long begin(TenantId tenant, Optional<TrailRecord> first, Optional<Statement> cut) {
        var begin = cut.map(Statement::sequence).orElse(0L) + 1;
        if (first.isPresent() && first.get().sequence() > begin) {
            throw damage.found(
                    tenant,
                    "Records %d to %d of the audit trail of the tenant %s are missing, and no signed statement says that they were cut off."
                            .formatted(begin, first.get().sequence() - 1, tenant));
        }
        return begin;
    }

    private Uni<Boolean> cut(TenantId tenant, ChainEnd end, Expired expired) {
        var last = expired.last();
        return requireRecord(tenant, last)
                .chain(() -> sign(
                        current -> next(
                                Statement.Kind.CUT,
                                tenant,
                                current,
                                end,
                                expired.first(),
                                last.sequence(),
                                last.hash()),
                        made -> List.of()))
                .map(Optional::isPresent);
    }

    /** The statement that cut off records last, if there is one. */
    public Uni<Optional<Statement>> lastCut(TenantId tenant) {
        return verified.lastCut(tenant);
    }

    /**
     * Where an export that ends with this checkpoint and shall hold this record can begin, so that its beginning is
     * verifiable too: after a statement that is in the export.
     */
    public Uni<Long> beginning(TenantId tenant, long sequence, SignedStatement checkpoint) {
        return verified.lastCut(tenant).chain(cut -> {
            var kept = cut.map(Statement::sequence).orElse(0L) + 1;
            return store.before(
                            tenant,
                            Math.max(sequence, kept),
                            checkpoint.content().number())
                    .map(before -> before.map(one -> one.sequence() + 1).orElse(1L));
        });
    }

    /** All statements that an export from this record to this checkpoint needs, in their order and without the checkpoint. */
    public Uni<List<SignedStatement>> covering(TenantId tenant, long from, SignedStatement checkpoint) {
        return store.covering(tenant, from - 1, checkpoint.content().number());
    }

    /**
     * The end of the chain of statements, which the trail agrees with. What is read of the trail afterwards has come that
     * far: a statement that another replica signs meanwhile takes the next number, so that none is signed here.
     */
    private Uni<ChainEnd> undamaged(TenantId tenant) {
        return verified.end(tenant).call(end -> end.furthest()
                .map(furthest -> requireRecord(tenant, furthest))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** The record that a statement names is there with its hash or, once it was cut off, the next one follows it. */
    private Uni<Void> requireRecord(TenantId tenant, Statement statement) {
        if (statement.sequence() == 0) {
            return Uni.createFrom().voidItem();
        }
        return trail.page(tenant, statement.sequence(), statement.sequence() + 1, 2)
                .invoke(found -> {
                    if (found.isEmpty() || !continues(statement, found.getFirst())) {
                        throw damage.found(
                                tenant,
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
            Statement.Kind kind, TenantId tenant, KeyId current, ChainEnd end, Long first, long sequence, String hash) {
        return new Statement(
                kind,
                tenant,
                end.number(),
                end.previous(),
                first,
                sequence,
                hash,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                current.toString());
    }

    private Uni<Optional<SignedStatement>> sign(
            Function<KeyId, Statement> next, Function<Statement, List<Event>> more) {
        return key.current().chain(current -> publish(current, next.apply(current), more));
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
