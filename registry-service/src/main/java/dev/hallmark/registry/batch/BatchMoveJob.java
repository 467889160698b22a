package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.registry.BatchDevicesMoved;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.registry.device.DeviceSnapshots;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Publishes the devices of batches that have another policy now, chunk by chunk in the order of ids. A chunk is one
 * transaction: new versions, their events, and the progress of the move; so a crash only delays it.
 */
@ApplicationScoped
class BatchMoveJob {

    private static final Logger LOG = Logger.getLogger(BatchMoveJob.class);
    private static final int CHUNK = 5000;

    /** A move that no other replica is working on. */
    private static final String NEXT =
            "select id, tenant, batch, actor, reached from batch_move where state = 'running'"
                    + " order by at limit 1 for update skip locked";

    private static final String MOVE = "with next as ("
            + " select id from device where batch = $1 and id > $2 order by id limit $3 for update"
            + "), moved as ("
            + " update device d set version = d.version + 1 from next where d.id = next.id returning d.*"
            + ") select encode(m.id, 'hex') as id, m.batch, b.policy, m.serial, m.model, m.root_of_trust, m.algorithm,"
            + " m.standing::text, m.generation, m.version from moved m join batch b on b.id = m.batch order by m.id";

    private static final String ADVANCE =
            "update batch_move set moved = moved + $2, reached = $3, state = $4 where id = $1";

    private final Pool pool;
    private final Outbox outbox;
    private final Events events;

    BatchMoveJob(Pool pool, Outbox outbox, Events events) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
    }

    private record Move(UUID id, TenantId tenant, UUID batch, String actor, Buffer reached) {

        static Move of(Row row) {
            return new Move(
                    row.getUUID("id"),
                    TenantId.of(row.getString("tenant")),
                    row.getUUID("batch"),
                    row.getString("actor"),
                    (Buffer) row.getValue("reached"));
        }
    }

    /** Continues all running moves. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::nextChunk)
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(e -> LOG.warnf("moving batches to another policy is retried: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Returns whether there was one. */
    private Uni<Boolean> nextChunk() {
        return pool.withTransaction(transaction -> transaction
                .query(NEXT)
                .mapping(Move::of)
                .execute()
                .chain(found -> found.size() == 0
                        ? Uni.createFrom().item(false)
                        : chunk(transaction, found.iterator().next()).replaceWith(true)));
    }

    private Uni<Void> chunk(SqlConnection transaction, Move move) {
        return transaction
                .preparedQuery(MOVE)
                .mapping(DeviceSnapshots::of)
                .execute(Tuple.of(move.batch(), move.reached(), CHUNK))
                .map(rows -> rows.stream().toList())
                .call(devices -> outbox.append(transaction, published(move, devices)))
                .chain(devices -> advance(transaction, move, devices));
    }

    private List<Event> published(Move move, List<DeviceSnapshot> devices) {
        return DeviceSnapshots.pieces(devices)
                .map(piece -> new BatchDevicesMoved(move.batch().toString(), piece))
                .map(data -> events.of(move.tenant(), move.actor(), data))
                .toList();
    }

    private static Uni<Void> advance(SqlConnection transaction, Move move, List<DeviceSnapshot> devices) {
        boolean done = devices.size() < CHUNK;
        var reached = devices.isEmpty()
                ? move.reached()
                : Buffer.buffer(devices.getLast().deviceId().bytes());
        if (done) {
            LOG.infof("batch moved batch=%s tenant=%s actor=%s", move.batch(), move.tenant(), move.actor());
        }
        return transaction
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(move.id(), (long) devices.size(), reached, done ? "completed" : "running"))
                .replaceWithVoid();
    }
}
