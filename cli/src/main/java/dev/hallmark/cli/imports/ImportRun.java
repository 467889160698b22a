package dev.hallmark.cli.imports;

import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.client.http.ApiException;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Imports;
import dev.hallmark.client.imports.Upload;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends a file, whose answer comes at its end, and looks meanwhile how far it is. */
public final class ImportRun {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Imports imports;
    private final Progress progress;
    private final Waiting waiting;

    ImportRun(Imports imports, Progress progress, Waiting waiting) {
        this.imports = imports;
        this.progress = progress;
        this.waiting = waiting;
    }

    /** Where a file is sent to. */
    @FunctionalInterface
    public interface Sending {
        ImportReport send(Upload upload) throws IOException, InterruptedException;
    }

    ImportReport send(Upload upload, Sending sending) throws IOException, InterruptedException, CommandFailure {
        if (!progress.isShown()) {
            return await(sending.send(upload).id());
        }
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = background.submit(() -> sending.send(upload));
            while (!answer.isDone()) {
                Thread.sleep(PAUSE);
                find(upload.key()).ifPresent(progress::show);
            }
            return await(answer(answer).id());
        }
    }

    /** However long it takes: only a service that does not answer is not waited for as long. */
    private ImportReport await(UUID id) throws IOException, InterruptedException, CommandFailure {
        var report = read(id);
        while (report.state() == ImportReport.State.RUNNING) {
            Thread.sleep(PAUSE);
            report = read(id);
        }
        return report;
    }

    private ImportReport read(UUID id) throws IOException, InterruptedException, CommandFailure {
        var report = waiting.answer("import %s is over".formatted(id), () -> imports.get(id));
        if (progress.isShown()) {
            progress.show(report);
        }
        return report;
    }

    /** None before the service has begun, nor while it is too busy to answer: only the progress is shown later. */
    private Optional<ImportReport> find(UUID key) throws IOException, InterruptedException {
        try {
            return Optional.of(imports.get(key));
        } catch (ApiException | ConnectException e) {
            return Optional.empty();
        }
    }

    private static ImportReport answer(Future<ImportReport> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
