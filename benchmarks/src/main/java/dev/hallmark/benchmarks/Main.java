package dev.hallmark.benchmarks;

import dev.hallmark.sandbox.command.Commands;
import picocli.CommandLine;

/** What {@code ./hallmark bench} runs. */
@CommandLine.Command(
        name = "./hallmark",
        subcommands = BenchCommand.class,
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
