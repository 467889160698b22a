package dev.hallmark.registry.imports;

import dev.hallmark.registry.manifest.ManifestSettings;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works off uploaded files. A file is read by blocking, row by row, and each chunk is awaited before the next is read: so
 * this runs on a virtual thread, and is the one place in the services that may wait.
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
    private final ImportStore imports;
    private final Path spoolDirectory;

    ImportService(Pool pool, ImportStore imports, ManifestSettings settings) {
        this.pool = pool;
        this.imports = imports;
        this.spoolDirectory = settings.spoolDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Reads a file to its end and reports; devices go to {@code intake}. Blocks. */
    public ImportReport receive(ImportRequest request, UploadedFile file, Intake intake) {
        var attempt = await(imports.open(request));
        try {
            workOff(attempt, file, intake);
        } catch (RuntimeException e) {
            noteFailure(attempt, e);
            throw e;
        }
        await(imports.complete(attempt));
        var report = await(imports.report(request.tenant(), request.id()));
        LOG.infof(
                "import %s import=%s received=%d accepted=%d duplicate=%d rejected=%d",
                report.state(),
                report.id(),
                report.received(),
                report.accepted(),
                report.duplicate(),
                report.rejected());
        return report;
    }

    private void workOff(ImportAttempt attempt, UploadedFile file, Intake intake) {
        var request = attempt.request();
        if (request.manifest().isEmpty()) {
            workOff(attempt, RowReader.of(file.type(), file.content()), intake);
            return;
        }
        try (var spooled = SpooledFile.of(file, spoolDirectory)) {
            spooled.requireSigned(request.manifest().get(), request.id());
            workOff(attempt, spooled.rows(), intake);
        }
    }

    private void workOff(ImportAttempt attempt, RowReader rows, Intake intake) {
        var chunks = new Chunks(rows, attempt);
        for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            workOff(attempt, chunk.get(), intake);
            var fault = chunk.get().fault();
            if (fault.isPresent()) {
                boolean imported = chunks.read() > 0 && !attempt.request().dryRun();
                throw fault.get().refusal(attempt.request().id(), imported ? "What came before is imported." : "");
            }
        }
    }

    private void workOff(ImportAttempt attempt, Chunk chunk, Intake intake) {
        await(pool.withTransaction(transaction -> imports.fence(transaction, attempt)
                .chain(() -> take(transaction, attempt.request(), chunk, intake))
                .map(verdicts -> Tally.of(chunk.rows(), verdicts))
                .chain(tally -> imports.advance(transaction, attempt, tally, chunk.digest()))));
    }

    /** A dry run does all of it and takes the devices back. */
    private static Uni<Map<Long, Verdict>> take(
            SqlConnection transaction, ImportRequest request, Chunk chunk, Intake intake) {
        return request.dryRun()
                ? transaction
                        .query("savepoint dry_run")
                        .execute()
                        .chain(() -> takeInTurns(transaction, request, chunk, intake))
                        .call(() -> transaction
                                .query("rollback to savepoint dry_run")
                                .execute())
                : takeInTurns(transaction, request, chunk, intake);
    }

    private static Uni<Map<Long, Verdict>> takeInTurns(
            SqlConnection transaction, ImportRequest request, Chunk chunk, Intake intake) {
        return Multi.createFrom()
                .iterable(chunk.turns())
                .onItem()
                .transformToUniAndConcatenate(turn -> takeTurn(transaction, request, turn, intake))
                .collect()
                .in(HashMap::new, Map::putAll);
    }

    private static Uni<Map<Long, Verdict>> takeTurn(
            SqlConnection transaction, ImportRequest request, List<ImportRow.Good> turn, Intake intake) {
        var devices = turn.stream().map(ImportRow.Good::device).toList();
        return intake.take(transaction, request, devices).map(verdicts -> turn.stream()
                .collect(Collectors.toMap(
                        ImportRow.Good::number, row -> verdicts.get(row.device().id()))));
    }

    private void noteFailure(ImportAttempt attempt, RuntimeException failure) {
        var problem = failure instanceof RegistryException refused
                ? refused.getMessage()
                : "The registry failed. Send the file again with the same Idempotency-Key to go on.";
        try {
            await(imports.fail(attempt, problem));
        } catch (RuntimeException e) {
            LOG.warnf("import import=%s keeps its state: %s", attempt.request().id(), e.getMessage());
        }
    }

    /** Waits for a step of an import; only a virtual thread may. */
    public static <T> T await(Uni<T> work) {
        return work.await().indefinitely();
    }
}
