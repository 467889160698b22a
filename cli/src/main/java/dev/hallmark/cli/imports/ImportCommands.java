package dev.hallmark.cli.imports;

import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.imports.ImportReport;
import java.io.IOException;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "imports", description = "What came of files of registrations and of devices for batches.")
public final class ImportCommands {

    static final Table<ImportReport> IMPORTS = Table.of("IMPORT", ImportReport::id);

    private final Session session;

    public ImportCommands(Session session) {
        this.session = session;
    }

    @Command(description = "Show how far an import is, and what came of its rows.")
    int show(
            @Parameters(paramLabel = "ID", description = "of the import") UUID id,
            @Option(names = "--wait", description = "until it is over; exit code 1 if it failed or a row was rejected")
                    boolean wait,
            @Mixin Waiting waiting,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var imports = session.client().imports();
        if (!wait) {
            output.print(imports.get(id), IMPORTS);
            return ExitCode.OK.number();
        }
        var report = waiting.until(
                "import %s is over".formatted(id),
                () -> imports.get(id),
                one -> one.state() != ImportReport.State.RUNNING);
        output.print(report, IMPORTS);
        return (report.isComplete() ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
