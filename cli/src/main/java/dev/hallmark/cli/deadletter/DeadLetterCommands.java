package dev.hallmark.cli.deadletter;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.deadletter.DeadLetter;
import dev.hallmark.client.deadletter.DeadLetters;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dead-letters",
        description = "Events that a consumer could not process: see why, then replay or discard each.")
public final class DeadLetterCommands {

    static final Table<DeadLetter> DEAD_LETTERS = Table.of("ID", DeadLetter::id)
            .and("TIME", DeadLetter::time)
            .and("EVENT", DeadLetter::type)
            .and("ABOUT", DeadLetter::subject)
            .and("CAUSE", DeadLetter::cause);

    private final Session session;

    public DeadLetterCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List the open ones, by consumers, then the oldest first.")
    int list(
            @Option(names = "--consumer", paramLabel = "CONSUMER", description = "of this one only")
                    Optional<String> consumer,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(deadLetters().list(consumer), DEAD_LETTERS);
        return ExitCode.OK.number();
    }

    @Command(description = "Show one, with the headers and the value of its event.")
    int show(@Parameters(paramLabel = "ID", description = "its id") String id, @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(deadLetters().get(id), DEAD_LETTERS);
        return ExitCode.OK.number();
    }

    @Command(
            description = "Send events to their consumer again, and to no other consumer. An event that fails again"
                    + " becomes a new dead letter.")
    int replay(@Mixin Settlement settlement) throws IOException, InterruptedException, CommandFailure {
        return settlement.run(session, "Their consumers get them again.", "replayed", DeadLetters::replay);
    }

    @Command(description = "Close dead letters without processing them.")
    int discard(@Mixin Settlement settlement) throws IOException, InterruptedException, CommandFailure {
        return settlement.run(session, "They are never processed.", "discarded", DeadLetters::discard);
    }

    private DeadLetters deadLetters() throws IOException, InterruptedException, CommandFailure {
        return session.client().deadLetters();
    }
}
