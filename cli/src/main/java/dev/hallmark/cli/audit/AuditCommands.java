package dev.hallmark.cli.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./hallmark audit} runs. It needs no service. */
@Command(
        name = "audit",
        subcommands = VerifyCommand.class,
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "The audit trail, without a service.")
public final class AuditCommands {

    private AuditCommands() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AuditCommands()).setCommandName("hallmark audit");
    }
}
