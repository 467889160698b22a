package dev.hallmark.cli.environment;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.output.Printable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A question before something that cannot be undone, or that devices feel. */
public final class Confirmation {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask; needed where no terminal is")
    private boolean yes;

    /** @param consequence in a sentence that names what it affects */
    public void require(Environment environment, String consequence) throws IOException, CommandFailure {
        if (yes) {
            return;
        }
        if (!environment.isTerminal()) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), consequence + " Confirm with --yes: there is no terminal to ask on.");
        }
        command.commandLine().getErr().print(Printable.of(consequence) + " Go on? [y/N] ");
        command.commandLine().getErr().flush();
        if (!environment.readLine().orElse("").strip().matches("(?i)y(es)?")) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was changed");
        }
    }
}
