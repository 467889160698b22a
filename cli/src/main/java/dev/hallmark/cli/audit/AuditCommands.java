package dev.hallmark.cli.audit;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The audit trail. */
@Command(
        name = "audit",
        subcommands = VerifyCommand.class,
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "The audit trail, without a service.")
public final class AuditCommands {}
