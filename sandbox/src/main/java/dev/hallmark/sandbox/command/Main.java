package dev.hallmark.sandbox.command;

import java.util.Arrays;
import picocli.CommandLine;

/** What the {@code hallmark} script runs. */
@CommandLine.Command(
        name = "hallmark",
        subcommands = {BenchCommand.class, UpCommand.class, DemoCommand.class, ResetCommand.class, TokenCommand.class},
        description = "Hallmark on one machine")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // People write --port.mqtt=1883; picocli knows maps as --port=mqtt=1883.
        var rewritten = Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("^--port\\.", "--port="))
                .toArray(String[]::new);
        System.exit(new CommandLine(new Main()).execute(rewritten));
    }
}
