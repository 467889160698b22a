package dev.hallmark.registry.imports;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.registry.imports.Intake.Outcome;
import dev.hallmark.registry.manifest.ManifestSettings;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Imports uploaded files. A file is read by blocking, row by row, and each chunk is awaited before the next is read: so
 * this runs on a virtual thread, and is the one place in the services that may wait.
 *
 * <ol>
 *   <li>{@link ImportStore#open} writes the import down, or continues the one with the same Idempotency-Key.
 *   <li>A body with a manifest is first read to its end and compared with what was signed ({@link SpooledFile}).
 *   <li>The body is read as it comes, by the {@link RowReader} of its form, and cut into chunks of rows
 *       ({@link ChunkReader}); while one is stored no more is read.
 *   <li>Each chunk is one transaction: devices and their events ({@link Intake}), the errors, and the progress
 *       ({@link ImportStore#advance}). A crash costs the chunk in hand; the same file sent again continues after the last
 *       committed one.
 *   <li>At the end of the file the import is completed; where the file is malformed it has failed, with the line.
 * </ol>
 */
@ApplicationScoped
public class ImportService {

    private static final Logger LOG = Logger.getLogger(ImportService.class);

    /** A step takes seconds, and may wait for the chunk of another attempt; one that has not ended by then never will. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);

    private final Pool pool;
    private final ImportStore imports;
    private final KeptFiles kept;
    private final Path spoolDirectory;

    ImportService(Pool pool, ImportStore imports, KeptFiles kept, ManifestSettings settings) {
        this.pool = pool;
        this.imports = imports;
        this.kept = kept;
        this.spoolDirectory = settings.spoolDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The imports into a batch, the latest first, after this one; without their errors. */
    public Uni<List<ImportReport>> list(TenantId tenant, UUID batch, Optional<UUID> after, int limit) {
        return imports.list(tenant, batch, after, limit);
    }

    /** The report of an import of this tenant. */
    public Uni<ImportReport> report(TenantId tenant, UUID id) {
        return imports.report(tenant, id);
    }

    /** Imports a file to its end and reports; devices go to {@code intake}. Blocks. */
    public ImportReport receive(ImportRequest request, UploadedFile file, Intake intake) {
        var attempt = await(imports.open(request));
        try {
            importFile(attempt, file, intake);
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

    /** The same for a dry run, whose file is kept so that it can be imported afterwards. Blocks. */
    public ImportReport receiveAndKeep(ImportRequest request, UploadedFile file, Intake intake) {
        var copy = kept.copy(request, file.type());
        ImportReport report;
        try {
            report = receive(request, file.copiedTo(copy), intake);
            copy.keep();
        } catch (RuntimeException e) {
            discard(copy, e);
            throw e;
        }
        return await(imports.report(request.tenant(), report.id()));
    }

    /** Imports a file that was kept, which is deleted once all of it is imported. Blocks. */
    public ImportReport receiveKept(ImportRequest request, KeptFiles.KeptFile file, Intake intake) {
        var report = receive(request, kept.open(file), intake);
        if (report.state() == ImportReport.State.COMPLETED) {
            delete(file);
        }
        return report;
    }

    private void delete(KeptFiles.KeptFile file) {
        try {
            await(kept.delete(file));
        } catch (RuntimeException e) {
            LOG.warnf("a kept file is deleted when it expires: %s", e.getMessage());
        }
    }

    /** What cannot be deleted now is deleted when it expires. */
    private static void discard(KeptFiles.Copy copy, RuntimeException failure) {
        try {
            copy.discard();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void importFile(ImportStore.Attempt attempt, UploadedFile file, Intake intake) {
        var request = attempt.request();
        if (request.manifest().isEmpty()) {
            importRows(attempt, RowReader.of(file.type(), file.content()), intake);
            return;
        }
        try (var spooled = SpooledFile.of(file, spoolDirectory)) {
            spooled.requireSigned(request.manifest().get(), request.id());
            importRows(attempt, spooled.rows(), intake);
        }
    }

    private void importRows(ImportStore.Attempt attempt, RowReader rows, Intake intake) {
        var chunks = new ChunkReader(rows, attempt);
        for (var chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            importChunk(attempt, chunk.get(), intake);
            var fault = chunk.get().fault();
            if (fault.isPresent()) {
                boolean imported = chunks.read() > 0 && !attempt.request().dryRun();
                throw fault.get().refusal(attempt.request().id(), imported ? "What came before is imported." : "");
            }
        }
    }

    private void importChunk(ImportStore.Attempt attempt, ChunkReader.Chunk chunk, Intake intake) {
        await(pool.withTransaction(transaction -> imports.fence(transaction, attempt)
                .chain(() -> store(transaction, attempt.request(), chunk, intake))
                .map(outcomes -> Tally.of(chunk.rows(), outcomes))
                .chain(tally -> imports.advance(transaction, attempt, tally, chunk.digest()))));
    }

    /** A dry run does all of it and rolls the devices back. */
    private static Uni<Map<Long, Outcome>> store(
            SqlConnection transaction, ImportRequest request, ChunkReader.Chunk chunk, Intake intake) {
        return request.dryRun()
                ? transaction
                        .query("savepoint dry_run")
                        .execute()
                        .chain(() -> storeInTurns(transaction, request, chunk, intake))
                        .call(() -> transaction
                                .query("rollback to savepoint dry_run")
                                .execute())
                : storeInTurns(transaction, request, chunk, intake);
    }

    private static Uni<Map<Long, Outcome>> storeInTurns(
            SqlConnection transaction, ImportRequest request, ChunkReader.Chunk chunk, Intake intake) {
        return Multi.createFrom()
                .iterable(chunk.turns())
                .onItem()
                .transformToUniAndConcatenate(turn -> storeTurn(transaction, request, turn, intake))
                .collect()
                .in(HashMap::new, Map::putAll);
    }

    private static Uni<Map<Long, Outcome>> storeTurn(
            SqlConnection transaction, ImportRequest request, List<ImportRow.Good> turn, Intake intake) {
        var devices = turn.stream().map(ImportRow.Good::device).toList();
        return intake.store(transaction, request, devices).map(outcomes -> turn.stream()
                .collect(Collectors.toMap(
                        ImportRow.Good::number, row -> outcomes.get(row.device().id()))));
    }

    private void noteFailure(ImportStore.Attempt attempt, RuntimeException failure) {
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
        return work.await().atMost(LONGEST_STEP);
    }
}
