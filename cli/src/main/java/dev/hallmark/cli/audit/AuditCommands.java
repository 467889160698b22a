package dev.hallmark.cli.audit;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.audit.AuditFilter;
import dev.hallmark.client.audit.AuditRecord;
import dev.hallmark.client.audit.AuditTrail;
import dev.hallmark.client.audit.SignedStatement;
import dev.hallmark.events.audit.chain.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The audit trail. */
@Command(
        name = "audit",
        subcommands = VerifyCommand.class,
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "The audit trail: who did what, and what happened to devices and certificates.")
public final class AuditCommands {

    private static final Table<AuditRecord> RECORDS = Table.of("ID", AuditRecord::id)
            .and("RECORD", AuditRecord::sequence)
            .and("TIME", AuditRecord::time)
            .and("WHO", AuditRecord::actor)
            .and("WHAT", record -> record.data().getOrDefault("operation", record.type()))
            .and("ON", AuditCommands::target)
            .and("OUTCOME", record -> record.data().get("outcome"));

    private static final Table<SignedStatement> STATEMENTS = Table.<SignedStatement>of(
                    "NUMBER", statement -> content(statement).number())
            .and("KIND", statement -> content(statement).kind().name().toLowerCase(Locale.ROOT))
            .and("RECORD", statement -> content(statement).sequence())
            .and("AT", statement -> content(statement).at())
            .and("HASH", statement -> content(statement).hash());

    private final Session session;

    @Spec
    private CommandSpec spec;

    public AuditCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List records that match all that is given, the latest first.")
    int list(
            @Option(names = "--from", paramLabel = "TIME", description = "the earliest, such as 2026-12-01T00:00:00Z")
                    Optional<Instant> from,
            @Option(names = "--to", paramLabel = "TIME", description = "the time before which they were")
                    Optional<Instant> to,
            @Option(names = "--type", paramLabel = "TYPE", description = "of the event, such as dev.hallmark.audit.v1")
                    Optional<String> type,
            @Option(names = "--actor", paramLabel = "SUBJECT", description = "who did it, as the token names them")
                    Optional<String> actor,
            @Option(
                            names = "--permission",
                            paramLabel = "PERMISSION",
                            description = "what it needs, such as devices:change")
                    Optional<String> permission,
            @Option(names = "--outcome", paramLabel = "OUTCOME", description = "started, done, failed or refused")
                    Optional<String> outcome,
            @Option(names = "--target-type", paramLabel = "KIND", description = "what it was done to, such as device")
                    Optional<String> targetType,
            @Option(names = "--target", paramLabel = "ID", description = "the id of that") Optional<String> targetId,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        var filter = new AuditFilter(from, to, type, actor, permission, outcome, targetType, targetId);
        output.print(trail().list(filter), RECORDS);
        return ExitCode.OK.number();
    }

    @Command(description = "Show a record.")
    int show(@Parameters(paramLabel = "ID", description = "its id") String id, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(trail().get(id), RECORDS);
        return ExitCode.OK.number();
    }

    @Command(
            description = "Export the trail up to now, ending in a fresh checkpoint: without --from and --since, the"
                    + " whole of it. verify reads it.")
    int export(
            @Option(names = "--from", paramLabel = "NUMBER", description = "the number of the first record")
                    Optional<Long> from,
            @Option(names = "--since", paramLabel = "TIME", description = "the time of the first record")
                    Optional<Instant> since,
            @Option(names = "--file", paramLabel = "FILE", description = "where to; default: the standard output")
                    Optional<Path> file)
            throws IOException, InterruptedException, CommandFailure {
        if (from.isPresent() && since.isPresent()) {
            throw new ParameterException(
                    spec.subcommands().get("export"), "--from and --since: one of them is accepted");
        }
        try (var export = trail().export(from, since)) {
            save(export, file);
        }
        return ExitCode.OK.number();
    }

    @Command(description = "Print the public keys that verify checkpoints, PEM. Keep a copy outside of Hallmark.")
    int key(
            @Option(names = "--file", paramLabel = "FILE", description = "where to; default: the standard output")
                    Optional<Path> file)
            throws IOException, InterruptedException, CommandFailure {
        try (var keys = trail().keys()) {
            save(keys, file);
        }
        return ExitCode.OK.number();
    }

    @Command(description = "List what was signed about the trail, the latest first.")
    int checkpoints(@Mixin ListOutput output) throws IOException, InterruptedException, CommandFailure {
        output.print(trail().statements(), STATEMENTS);
        return ExitCode.OK.number();
    }

    @Command(description = "Have the trail signed as it stands, and print the checkpoint.")
    int checkpoint(@Mixin Output output) throws IOException, InterruptedException, CommandFailure {
        output.print(trail().checkpoint(), STATEMENTS);
        return ExitCode.OK.number();
    }

    /** The file is there when it is whole. */
    private void save(InputStream text, Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            var unused = new InputStreamReader(text, StandardCharsets.UTF_8)
                    .transferTo(spec.commandLine().getOut());
            spec.commandLine().getOut().flush();
            return;
        }
        var whole = file.get().toAbsolutePath();
        var part = Files.createTempFile(whole.getParent(), whole.getFileName() + ".", ".part");
        try (OutputStream to = Files.newOutputStream(part)) {
            var unused = text.transferTo(to);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Statement content(SignedStatement signed) {
        return new dev.hallmark.events.audit.chain.SignedStatement(signed.statement(), signed.signature()).content();
    }

    private static String target(AuditRecord record) {
        return record.data().get("target") instanceof Map<?, ?> target
                ? target.get("type") + " " + target.get("id")
                : "";
    }

    private AuditTrail trail() throws IOException, InterruptedException, CommandFailure {
        return session.client().audit();
    }
}
