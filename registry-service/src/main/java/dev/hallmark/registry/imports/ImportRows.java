package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.manifest.SignedManifest;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Imports as rows: how far each has come. */
@ApplicationScoped
class ImportRows {

    private static final String OPEN = "insert into file_import"
            + " (tenant, id, kind, batch, dry_run, state, digest, actor, started_at, updated_at, attempt,"
            + " manifest, manifest_sha256, manifest_key, manifest_kid)"
            + " values ($1, $2, $3, $4, $5, 'running', $6, $7, $8, $8, 0, $9, $10, $11, $12) on conflict do nothing";

    private static final String TAKE_OVER = "update file_import set attempt = attempt + 1, updated_at = $3,"
            + " state = case state when 'completed' then state else 'running' end, problem = null"
            + " where tenant = $1 and id = $2"
            + " returning kind, batch, dry_run, state, attempt, received, digest, manifest_sha256";

    /** Waits for the chunk of another attempt, then finds out whether this one is still the latest. */
    private static final String FENCE = "select 1 from file_import"
            + " where tenant = $1 and id = $2 and attempt = $3 and state = 'running' for update";

    private static final String ADVANCE = "update file_import set received = received + $3, accepted = accepted + $4,"
            + " duplicate = duplicate + $5, rejected = rejected + $6, digest = $7, updated_at = $8"
            + " where tenant = $1 and id = $2";

    private static final String CLOSE = "update file_import set state = $4, problem = $5, updated_at = $6"
            + " where tenant = $1 and id = $2 and attempt = $3 and state = 'running'";

    private final Pool pool;
    private final Clock clock;

    ImportRows(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Begins an import, or goes on with the one that has this id. */
    Uni<Run> open(ImportOrder order) {
        var values = key(order)
                .addString(order.kind())
                .addUUID(order.batch().orElse(null))
                .addBoolean(order.dryRun())
                .addValue(Buffer.buffer(RowDigest.START))
                .addString(order.actor())
                .addValue(now());
        addManifest(values, order.manifest());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OPEN)
                .execute(values)
                .chain(() ->
                        transaction.preparedQuery(TAKE_OVER).execute(key(order).addValue(now())))
                .map(found -> Run.of(order, found.iterator().next())));
    }

    private static void addManifest(Tuple values, Optional<SignedManifest> manifest) {
        values.addString(manifest.map(SignedManifest::jws).orElse(null))
                .addValue(
                        manifest.map(SignedManifest::sha256).map(Buffer::buffer).orElse(null))
                .addString(manifest.map(SignedManifest::key).orElse(null))
                .addString(manifest.map(SignedManifest::kid).orElse(null));
    }

    /** Locks the import for a chunk of this run, unless another request with its key has taken over. */
    Uni<RowSet<Row>> fence(SqlConnection transaction, Run run) {
        return transaction
                .preparedQuery(FENCE)
                .execute(key(run.order()).addInteger(run.attempt()))
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw new RegistryException(
                                Refusal.IMPORT_TAKEN_OVER, "Another request with this Idempotency-Key has taken over.");
                    }
                });
    }

    Uni<Void> advance(SqlConnection transaction, Run run, Tally tally, byte[] digest) {
        var values = key(run.order())
                .addLong(tally.received())
                .addLong(tally.accepted())
                .addLong(tally.duplicate())
                .addLong(tally.rejected())
                .addValue(Buffer.buffer(digest))
                .addValue(now());
        return transaction.preparedQuery(ADVANCE).execute(values).replaceWithVoid();
    }

    Uni<Void> complete(Run run) {
        return close(run, ImportReport.State.COMPLETED, null);
    }

    Uni<Void> fail(Run run, String problem) {
        return close(run, ImportReport.State.FAILED, problem);
    }

    private Uni<Void> close(Run run, ImportReport.State state, String problem) {
        var values = key(run.order())
                .addInteger(run.attempt())
                .addString(state.name().toLowerCase(Locale.ROOT))
                .addString(problem)
                .addValue(now());
        return pool.preparedQuery(CLOSE).execute(values).replaceWithVoid();
    }

    private static Tuple key(ImportOrder order) {
        return key(order.tenant(), order.id());
    }

    static Tuple key(TenantId tenant, UUID id) {
        return Tuple.of(tenant.name(), id);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
