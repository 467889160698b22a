package dev.hallmark.client.imports;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hallmark.client.http.Api;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Imports of registrations and into batches, by their ids: the keys of the uploads that began them. */
public final class Imports {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Api api;

    public Imports(Api api) {
        this.api = api;
    }

    public ImportReport get(UUID id) throws IOException, InterruptedException {
        return api.at("/api/registry/v1/imports", id.toString()).get(ImportReport.class);
    }

    /** Continues the import that was started with the file of a dry run, after an interruption. */
    @CanIgnoreReturnValue
    public ImportReport resume(UUID dryRun) throws IOException, InterruptedException {
        return start(dryRun, Optional.empty());
    }

    /**
     * Imports the file that a dry run has kept; called again, it continues that import.
     *
     * @param register whether devices that are not registered yet are registered as well
     */
    @CanIgnoreReturnValue
    public ImportReport start(UUID dryRun, boolean register) throws IOException, InterruptedException {
        return start(dryRun, Optional.of(Boolean.toString(register)));
    }

    private ImportReport start(UUID dryRun, Optional<String> register) throws IOException, InterruptedException {
        return api.at("/api/registry/v1/imports", dryRun.toString(), "start")
                .query("register", register)
                .upload(HttpRequest.BodyPublishers.noBody(), Map.of(), ImportReport.class);
    }

    /** Waits until an import is over, however long that is; its report. */
    public ImportReport await(UUID id) throws IOException, InterruptedException {
        return await(id, report -> {});
    }

    /** The same, and gives {@code progress} the report several times a second. */
    public ImportReport await(UUID id, Consumer<ImportReport> progress) throws IOException, InterruptedException {
        var report = get(id);
        progress.accept(report);
        while (report.state() == ImportReport.State.RUNNING) {
            Thread.sleep(PAUSE);
            report = get(id);
            progress.accept(report);
        }
        return report;
    }
}
