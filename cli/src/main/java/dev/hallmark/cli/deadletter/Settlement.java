package dev.hallmark.cli.deadletter;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.Printable;
import dev.hallmark.client.deadletter.DeadLetter;
import dev.hallmark.client.deadletter.DeadLetters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters something is done about, and why. */
final class Settlement {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(multiplicity = "1")
    private Selection selection = new Selection();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "for the audit record")
    private String reason = "";

    @Mixin
    private Confirmation confirmation;

    static final class Selection {
        @Parameters(paramLabel = "ID", arity = "1..*", description = "their ids")
        private List<String> ids = List.of();

        @Option(names = "--consumer", paramLabel = "CONSUMER", description = "all open ones of this consumer")
        private Optional<String> consumer = Optional.empty();

        @Option(names = "--all", description = "all open ones")
        private boolean all;

        /** The ids that are named, or those of all open ones that are selected. */
        private List<String> of(DeadLetters deadLetters) throws IOException, InterruptedException {
            if (!all && consumer.isEmpty()) {
                return ids;
            }
            return deadLetters.list(consumer).all().stream().map(DeadLetter::id).toList();
        }
    }

    /** What is done about one. */
    @FunctionalInterface
    interface Action {
        DeadLetter of(DeadLetters deadLetters, String id, String reason) throws IOException, InterruptedException;
    }

    int run(Session session, String consequence, String done, Action action)
            throws IOException, InterruptedException, CommandFailure {
        var deadLetters = session.client().deadLetters();
        var ids = selection.of(deadLetters);
        if (ids.isEmpty()) {
            command.commandLine().getErr().println("No dead letters are open.");
            return ExitCode.OK.number();
        }
        confirmation.require(
                session.environment(),
                (ids.size() == 1 ? "1 dead letter. " : ids.size() + " dead letters. ") + consequence);
        for (var id : ids) {
            var settled = action.of(deadLetters, id, reason);
            command.commandLine().getOut().println(done + " " + Printable.of(settled.id()));
        }
        return ExitCode.OK.number();
    }
}
