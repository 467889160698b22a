package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Imports as rows: the progress and the report of each. Counts are exact; of the errors the first are kept. */
@ApplicationScoped
class ImportStore {

    /** A file with more bad rows than this is corrected as a whole, not row by row. */
    static final int KEPT_ERRORS = 1000;

    private static final String OPEN = "insert into file_import"
            + " (tenant, id, kind, batch, dry_run, updates, state, digest, actor, started_at, updated_at, attempt,"
            + " manifest, manifest_sha256, manifest_key, manifest_kid)"
            + " values ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, $9, 0, $10, $11, $12, $13)"
            + " on conflict do nothing";

    private static final String TAKE_OVER = "update file_import set attempt = attempt + 1, updated_at = $3,"
            + " state = case state when 'completed' then state else 'running' end, problem = null"
            + " where tenant = $1 and id = $2"
            + " returning kind, batch, dry_run, updates, state, attempt, received, digest, manifest_sha256";

    /** Waits for the chunk of another attempt, then checks that this one is still the latest. */
    private static final String FENCE = "select 1 from file_import"
            + " where tenant = $1 and id = $2 and attempt = $3 and state = 'running' for update";

    private static final String ADVANCE = "update file_import set received = received + $3, accepted = accepted + $4,"
            + " duplicate = duplicate + $5, rejected = rejected + $6, digest = $7, updated_at = $8"
            + " where tenant = $1 and id = $2";

    private static final String KEEP_ERRORS = "insert into file_import_error (tenant, import, number, line, reason)"
            + " select $1, $2, e.number, e.line, e.reason from"
            + " unnest($3::bigint[], $4::bigint[], $5::text[]) with ordinality e (number, line, reason, place)"
            + " where (select count(*) from file_import_error where tenant = $1 and import = $2) + e.place <= $6";

    private static final String CLOSE = "update file_import set state = $4, problem = $5, updated_at = $6"
            + " where tenant = $1 and id = $2 and attempt = $3 and state = 'running'";

    private static final String SELECT =
            "select id, kind, batch, state, dry_run, updates, received, accepted, duplicate,"
                    + " rejected, manifest, manifest_key, manifest_kid, problem, kept_until, not_kept, started_import, started_at,"
                    + " updated_at from file_import";

    private static final String FIND = SELECT + " where tenant = $1 and id = $2";

    private static final String LIST = SELECT + " where tenant = $1 and batch = $2"
            + " and ($3::uuid is null or (started_at, id)"
            + " < (select started_at, id from file_import where tenant = $1 and id = $3))"
            + " order by started_at desc, id desc limit $4";

    private static final String ERRORS =
            "select number, line, reason from file_import_error where tenant = $1 and import = $2 order by number";

    private final Pool pool;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    /**
     * A request that carries an import out; there may have been others with the same Idempotency-Key.
     *
     * @param number of the attempt: only the latest may go on
     * @param received how many rows earlier attempts have imported
     * @param digest of those rows
     * @param completed whether one of them came to the end of the file
     */
    record Attempt(ImportRequest request, int number, long received, byte[] digest, boolean completed) {}

    ImportStore(Pool pool, Outbox outbox, AuditTrail audit, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins an import, or continues the one that has this id. */
    Uni<Attempt> open(ImportRequest request) {
        var manifest = request.manifest();
        var values = key(request)
                .addString(request.kind())
                .addUUID(request.batch().orElse(null))
                .addBoolean(request.dryRun())
                .addBoolean(request.update())
                .addValue(Buffer.buffer(RowDigest.START))
                .addString(request.actor())
                .addValue(now())
                .addString(manifest.map(SignedManifest::jws).orElse(null))
                .addValue(
                        manifest.map(SignedManifest::sha256).map(Buffer::buffer).orElse(null))
                .addString(manifest.map(SignedManifest::key).orElse(null))
                .addString(manifest.map(SignedManifest::kid).orElse(null));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OPEN)
                .execute(values)
                .chain(() -> transaction
                        .preparedQuery(TAKE_OVER)
                        .execute(key(request).addValue(now())))
                .map(found -> attempt(request, found.iterator().next()))
                .call(attempt -> attempt.completed()
                        ? Uni.createFrom().voidItem()
                        : record(transaction, request, audit::started)));
    }

    /** A dry run changes nothing, so it leaves no audit record. */
    private Uni<Void> record(SqlConnection transaction, ImportRequest request, Function<Target, Event> outcome) {
        return request.dryRun()
                ? Uni.createFrom().voidItem()
                : outbox.append(
                        transaction,
                        outcome.apply(new Target("import", request.id().toString())));
    }

    private static Attempt attempt(ImportRequest request, Row row) {
        boolean same = row.getString("kind").equals(request.kind())
                && request.batch().equals(Optional.ofNullable(row.getUUID("batch")))
                && row.getBoolean("dry_run") == request.dryRun()
                && row.getBoolean("updates") == request.update()
                && isOfSameFile(request.manifest(), (Buffer) row.getValue("manifest_sha256"));
        if (!same) {
            throw new RegistryException(
                    Refusal.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key belongs to another import. Use a new one.");
        }
        return new Attempt(
                request,
                row.getInteger("attempt"),
                row.getLong("received"),
                ((Buffer) row.getValue("digest")).getBytes(),
                row.getString("state").equals("completed"));
    }

    /** A factory may sign another manifest of the same file; the first is kept. */
    private static boolean isOfSameFile(Optional<SignedManifest> manifest, Buffer sha256) {
        return sha256 == null
                ? manifest.isEmpty()
                : manifest.filter(signed -> signed.isOf(sha256.getBytes())).isPresent();
    }

    /** Locks the import for a chunk of this attempt, unless a later one has taken over. */
    Uni<RowSet<Row>> fence(SqlConnection transaction, Attempt attempt) {
        return transaction
                .preparedQuery(FENCE)
                .execute(key(attempt.request()).addInteger(attempt.number()))
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw new RegistryException(
                                Refusal.IMPORT_TAKEN_OVER, "Another request with this Idempotency-Key has taken over.");
                    }
                });
    }

    /** Adds the outcome of a chunk; its errors as far as there is room. */
    Uni<Void> advance(SqlConnection transaction, Attempt attempt, Tally tally, byte[] digest) {
        var values = key(attempt.request())
                .addLong(tally.received())
                .addLong(tally.accepted())
                .addLong(tally.duplicate())
                .addLong(tally.rejected())
                .addValue(Buffer.buffer(digest))
                .addValue(now());
        return transaction
                .preparedQuery(ADVANCE)
                .execute(values)
                .chain(() -> keepErrors(transaction, attempt, tally.errors()));
    }

    private static Uni<Void> keepErrors(SqlConnection transaction, Attempt attempt, List<ImportReport.RowError> all) {
        var errors = all.stream().limit(KEPT_ERRORS).toList();
        if (errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = key(attempt.request())
                .addArrayOfLong(errors.stream().map(ImportReport.RowError::row).toArray(Long[]::new))
                .addArrayOfLong(errors.stream().map(ImportReport.RowError::line).toArray(Long[]::new))
                .addArrayOfString(
                        errors.stream().map(ImportReport.RowError::reason).toArray(String[]::new))
                .addInteger(KEPT_ERRORS);
        return transaction.preparedQuery(KEEP_ERRORS).execute(values).replaceWithVoid();
    }

    Uni<Void> complete(Attempt attempt) {
        return close(attempt, ImportReport.State.COMPLETED, null, audit::done);
    }

    Uni<Void> fail(Attempt attempt, String problem) {
        return close(attempt, ImportReport.State.FAILED, problem, target -> audit.failed(target, problem));
    }

    private Uni<Void> close(
            Attempt attempt, ImportReport.State state, String problem, Function<Target, Event> outcome) {
        var values = key(attempt.request())
                .addInteger(attempt.number())
                .addString(state.name().toLowerCase(Locale.ROOT))
                .addString(problem)
                .addValue(now());
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(CLOSE)
                .execute(values)
                .chain(closed -> closed.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : record(transaction, attempt.request(), outcome)));
    }

    /** The report of an import of this tenant. */
    Uni<ImportReport> report(TenantId tenant, UUID id) {
        return pool.preparedQuery(FIND)
                .execute(key(tenant, id))
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> new RegistryException(Refusal.NOT_FOUND, "There is no such import.")))
                .chain(row -> pool.preparedQuery(ERRORS)
                        .mapping(ImportStore::error)
                        .execute(key(tenant, id))
                        .map(errors -> report(row, errors.stream().toList())));
    }

    /** The imports into a batch, the latest first, after this one; without their errors. */
    Uni<List<ImportReport>> list(TenantId tenant, UUID batch, Optional<UUID> after, int limit) {
        return pool.preparedQuery(LIST)
                .mapping(row -> report(row, List.of()))
                .execute(Tuple.of(tenant.name(), batch, after.orElse(null), limit))
                .map(found -> found.stream().toList());
    }

    private static ImportReport.RowError error(Row row) {
        return new ImportReport.RowError(row.getLong("number"), row.getLong("line"), row.getString("reason"));
    }

    private static ImportReport report(Row row, List<ImportReport.RowError> errors) {
        return new ImportReport(
                row.getUUID("id"),
                row.getString("kind"),
                row.getUUID("batch"),
                ImportReport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("dry_run"),
                row.getBoolean("updates"),
                row.getLong("received"),
                row.getLong("accepted"),
                row.getLong("duplicate"),
                row.getLong("rejected"),
                manifest(row),
                row.getString("problem"),
                errors,
                Optional.ofNullable(row.getOffsetDateTime("kept_until"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                row.getString("not_kept"),
                row.getUUID("started_import"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static ImportReport.Manifest manifest(Row row) {
        var jws = row.getString("manifest");
        return jws == null
                ? null
                : new ImportReport.Manifest(row.getString("manifest_key"), row.getString("manifest_kid"), jws);
    }

    private static Tuple key(ImportRequest request) {
        return key(request.tenant(), request.id());
    }

    private static Tuple key(TenantId tenant, UUID id) {
        return Tuple.of(tenant.name(), id);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
