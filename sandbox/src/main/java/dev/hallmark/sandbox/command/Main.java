package dev.hallmark.sandbox.command;

import java.nio.file.FileSystemException;
import java.util.Arrays;
import picocli.CommandLine;

/** What the {@code hallmark} script runs. */
@CommandLine.Command(
        name = "hallmark",
        subcommands = {
            BenchCommand.class,
            UpCommand.class,
            DemoCommand.class,
            ResetCommand.class,
            TokenCommand.class,
            DeadLettersCommand.class,
            StatusCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Hallmark on one machine")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(commandLine(), arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
    }

    /** @return the exit code */
    static int execute(CommandLine commandLine, String... arguments) {
        // People write --port.mqtt=1883; picocli knows maps as --port=mqtt=1883.
        return commandLine.execute(Arrays.stream(arguments)
                .map(argument -> argument.replaceFirst("^--port\\.", "--port="))
                .toArray(String[]::new));
    }

    /** A sentence for what the user can mend; anything else keeps its stack trace. */
    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        switch (e) {
            case IllegalArgumentException wrong -> command.getErr().println(wrong.getMessage());
            case FileSystemException file ->
                command.getErr()
                        .println("HALLMARK_HOME cannot be used: " + file.getMessage() + " ("
                                + file.getClass().getSimpleName() + ")");
            default -> throw e;
        }
        return CommandLine.ExitCode.USAGE;
    }
}
