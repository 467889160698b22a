package dev.hallmark.sandbox.command;

import java.nio.file.FileSystemException;
import java.util.Arrays;
import picocli.CommandLine;

/** How the commands of every module behind the {@code hallmark} script read their arguments and explain what goes wrong. */
public final class Commands {
    private Commands() {}

    /** @param main annotated with the commands */
    public static CommandLine of(Object main) {
        return new CommandLine(main).setExecutionExceptionHandler(Commands::explain);
    }

    /** @return the exit code */
    public static int execute(CommandLine commandLine, String... arguments) {
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
