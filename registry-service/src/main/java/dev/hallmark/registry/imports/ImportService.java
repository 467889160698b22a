package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Works off uploaded files.
 *
 * <ol>
 *   <li>The import is written down, or the one with the same Idempotency-Key is taken over where it stands.
 *   <li>A body with a manifest is first read to its end and found to be the one that was signed.
 *   <li>The body is read as it comes and cut into chunks of rows; while one is worked off no more is read.
 *   <li>Each chunk is one transaction: devices, their events, the errors, and how far the import has come. A crash costs
 *       the chunk in hand; the same file sent again goes on after the last one committed.
 *   <li>At the end of the file the import is completed; where the file is malformed it has failed, with the place.
 * </ol>
 */
@ApplicationScoped
public class ImportService {

    private static final Logger LOG = Logger.getLogger(ImportService.class);

    private final Pool pool;
    private final ImportRows imports;
    private final ImportReports reports;
    private final Spools spools;

    ImportService(Pool pool, ImportRows imports, ImportReports reports, Spools spools) {
        this.pool = pool;
        this.imports = imports;
        this.reports = reports;
        this.spools = spools;
    }

    /** Takes a file to its end and reports; devices go to {@code intake}. */
    public Uni<ImportReport> receive(ImportOrder order, Upload upload, Intake intake) {
        var body = upload.body();
        return imports.open(order)
                .call(run -> workOff(run, upload, body, intake).onFailure().call(failure -> noteFailure(run, failure)))
                .call(run -> imports.complete(run))
                .chain(run -> reports.find(order.tenant(), order.id()))
                .invoke(report -> LOG.infof(
                        "import %s import=%s received=%d accepted=%d duplicate=%d rejected=%d",
                        report.state(),
                        report.id(),
                        report.received(),
                        report.accepted(),
                        report.duplicate(),
                        report.rejected()));
    }

    private Uni<Void> workOff(Run run, Upload upload, Multi<byte[]> body, Intake intake) {
        var chunker = new Chunker(upload.reader(), run);
        return run.order()
                .manifest()
                .map(manifest -> spools.checked(run.order().id(), manifest, body, upload.reader())
                        .chain(spool ->
                                workOff(run, chunker, spool.content(), intake).eventually(spool::close)))
                .orElseGet(() -> workOff(run, chunker, body, intake));
    }

    private Uni<Void> workOff(Run run, Chunker chunker, Multi<byte[]> body, Intake intake) {
        var rest = Multi.createFrom().deferred(() -> Multi.createFrom().iterable(chunker.end()));
        var chunks = body.onItem()
                .transformToMultiAndConcatenate(piece -> Multi.createFrom().iterable(chunker.read(piece)));
        return Multi.createBy()
                .concatenating()
                .streams(chunks, rest)
                .onItem()
                .transformToUniAndConcatenate(chunk -> workOff(run, chunk, intake))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> workOff(Run run, Chunk chunk, Intake intake) {
        return pool.withTransaction(transaction ->
                        imports.fence(transaction, run).chain(() -> workOff(transaction, run, chunk, intake)))
                .invoke(() -> chunk.fault().ifPresent(fault -> {
                    throw fault.refusal(run.order().id(), "What came before is imported.");
                }));
    }

    private Uni<Void> workOff(SqlConnection transaction, Run run, Chunk chunk, Intake intake) {
        var taking = run.order().dryRun()
                ? rolledBack(transaction, intake, run, chunk)
                : intake.take(transaction, run.order(), chunk.devices());
        return taking.map(verdicts -> Tally.of(chunk.rows(), verdicts))
                .call(tally -> reports.keep(transaction, run, tally))
                .chain(tally -> imports.advance(transaction, run, tally, chunk.digest()));
    }

    /** A dry run does all of it and takes the devices back. */
    private static Uni<Map<DeviceId, Verdict>> rolledBack(
            SqlConnection transaction, Intake intake, Run run, Chunk chunk) {
        return transaction
                .query("savepoint dry_run")
                .execute()
                .chain(() -> intake.take(transaction, run.order(), chunk.devices()))
                .call(() -> transaction.query("rollback to savepoint dry_run").execute());
    }

    private Uni<Void> noteFailure(Run run, Throwable failure) {
        var problem = failure instanceof RegistryException refused
                ? refused.getMessage()
                : "The registry failed. Send the file again with the same Idempotency-Key to go on.";
        return imports.fail(run, problem)
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "import import=%s keeps its state: %s", run.order().id(), e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
