package dev.hallmark.sandbox.command;

import picocli.CommandLine;

/** What the {@code hallmark} script runs. */
@CommandLine.Command(
        name = "./hallmark",
        subcommands = {UpCommand.class, ResetCommand.class, TokenCommand.class, StatusCommand.class},
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Hallmark on one machine")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Commands.execute(commandLine(), arguments));
    }

    static CommandLine commandLine() {
        return Commands.of(new Main());
    }
}
