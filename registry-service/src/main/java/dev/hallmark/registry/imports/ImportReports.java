package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The reports of imports: counts are exact, of the errors the first are kept. */
@ApplicationScoped
class ImportReports {

    /** Who has more bad rows than this mends the file, not the rows. */
    static final int KEPT_ERRORS = 1000;

    private static final String KEEP = "insert into file_import_error (tenant, import, number, line, reason)"
            + " select $1, $2, e.number, e.line, e.reason from"
            + " unnest($3::bigint[], $4::bigint[], $5::text[]) with ordinality e (number, line, reason, place)"
            + " where (select count(*) from file_import_error where tenant = $1 and import = $2) + e.place <= $6";

    private static final String FIND = "select * from file_import where tenant = $1 and id = $2";
    private static final String ERRORS =
            "select number, line, reason from file_import_error" + " where tenant = $1 and import = $2 order by number";

    private final Pool pool;

    ImportReports(Pool pool) {
        this.pool = pool;
    }

    /** Keeps these errors as far as there is room. */
    Uni<Void> keep(SqlConnection transaction, Run run, Tally tally) {
        var errors = tally.errors().stream().limit(KEPT_ERRORS).toList();
        if (errors.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = ImportRows.key(run.order().tenant(), run.order().id())
                .addArrayOfLong(errors.stream().map(RowError::row).toArray(Long[]::new))
                .addArrayOfLong(errors.stream().map(RowError::line).toArray(Long[]::new))
                .addArrayOfString(errors.stream().map(RowError::reason).toArray(String[]::new))
                .addInteger(KEPT_ERRORS);
        return transaction.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    /** The report of an import of this tenant. */
    Uni<ImportReport> find(TenantId tenant, UUID id) {
        Tuple key = ImportRows.key(tenant, id);
        return pool.preparedQuery(FIND).execute(key).chain(found -> {
            if (found.size() == 0) {
                throw new RegistryException(Refusal.NOT_FOUND, "There is no such import.");
            }
            return pool.preparedQuery(ERRORS)
                    .mapping(ImportReports::error)
                    .execute(ImportRows.key(tenant, id))
                    .map(errors -> report(
                            found.iterator().next(),
                            StreamSupport.stream(errors.spliterator(), false).toList()));
        });
    }

    private static RowError error(Row row) {
        return new RowError(row.getLong("number"), row.getLong("line"), row.getString("reason"));
    }

    private static ImportReport.Manifest manifest(Row row) {
        var jws = row.getString("manifest");
        return jws == null
                ? null
                : new ImportReport.Manifest(row.getString("manifest_key"), row.getString("manifest_kid"), jws);
    }

    private static ImportReport report(Row row, List<RowError> errors) {
        return new ImportReport(
                row.getUUID("id"),
                row.getString("kind"),
                row.getUUID("batch"),
                ImportReport.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("dry_run"),
                row.getLong("received"),
                row.getLong("accepted"),
                row.getLong("duplicate"),
                row.getLong("rejected"),
                manifest(row),
                row.getString("problem"),
                errors,
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
