package dev.hallmark.cli.imports;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.output.Format;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Printable;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Imports;
import dev.hallmark.client.imports.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A file of devices, how it is to be imported, and what is said of the rows that are rejected. */
public final class ImportOptions {

    private static final int SHOWN = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "by the end of its name CSV (.csv), NDJSON (.ndjson), or else JSON")
    private Path file;

    @Option(names = "--dry-run", description = "report what the import would do, and do nothing")
    private boolean dryRun;

    @Option(names = "--update", description = "also change what is stored of devices that are known")
    private boolean update;

    @Option(names = "--watch", description = "show the progress: a bar on a terminal, else lines")
    private boolean watch;

    @Option(
            names = "--rejects",
            paramLabel = "OUT",
            description = "save the rejected rows and their reasons here, as CSV")
    private Optional<Path> rejects = Optional.empty();

    @Option(names = "--manifest", paramLabel = "JWS", description = "file with the factory's manifest")
    private Optional<Path> manifest = Optional.empty();

    @Option(names = "--key", paramLabel = "UUID", description = "of an import that was interrupted, to continue it")
    private Optional<UUID> key = Optional.empty();

    /** Imports the file. */
    public ExitCode run(Environment environment, Imports imports, ImportRun.Sending sending, Output output)
            throws IOException, InterruptedException, CommandFailure {
        var upload = upload();
        say("Import %s. Should it be interrupted, the same command with --key %s continues it."
                .formatted(upload.key(), upload.key()));
        try (var progress =
                Progress.of(watch, environment, command.commandLine().getErr(), file)) {
            return explain(new ImportRun(imports, progress, Waiting.of(command)).send(upload, sending), output);
        }
    }

    private Upload upload() throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        var upload = Upload.of(file);
        upload = key.map(upload::withKey).orElse(upload);
        upload = dryRun ? upload.asDryRun() : upload;
        upload = update ? upload.asUpdate() : upload;
        return manifest.isPresent()
                ? upload.withManifest(Files.readString(manifest.get()).strip())
                : upload;
    }

    private ExitCode explain(ImportReport report, Output output) throws IOException {
        output.print(report, ImportCommands.IMPORTS);
        if (output.format() == Format.TABLE) {
            rejected(report);
        }
        if (rejects.isPresent()) {
            save(report, rejects.get());
        }
        return report.isComplete() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void rejected(ImportReport report) {
        report.problem().ifPresent(problem -> say("The import failed: " + problem));
        report.errors().stream()
                .limit(SHOWN)
                .forEach(error -> say("row %d (line %d): %s".formatted(error.row(), error.line(), error.reason())));
        if (report.rejected() > SHOWN && rejects.isEmpty()) {
            say("… and %d more; --rejects FILE saves them".formatted(report.rejected() - SHOWN));
        }
    }

    /** Reasons may quote the file, so they are quoted (RFC 4180 §2). */
    private void save(ImportReport report, Path place) throws IOException {
        var rows = report.errors().stream().map(error -> "%d,%d,\"%s\""
                .formatted(error.row(), error.line(), error.reason().replace("\"", "\"\"")));
        Files.writeString(
                place,
                Stream.concat(Stream.of("row,line,reason"), rows).collect(Collectors.joining("\n", "", "\n")),
                StandardCharsets.UTF_8);
        var all = report.errors().size() == report.rejected() ? "" : " of %d".formatted(report.rejected());
        say("rejected rows saved in %s: %d%s".formatted(place, report.errors().size(), all));
    }

    private void say(String line) {
        command.commandLine().getErr().println(Printable.of(line));
    }
}
