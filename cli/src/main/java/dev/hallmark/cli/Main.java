package dev.hallmark.cli;

import dev.hallmark.cli.authority.AuthorityCommands;
import dev.hallmark.cli.authority.ProfileCommands;
import dev.hallmark.cli.batch.BatchCommands;
import dev.hallmark.cli.certificate.CertificateCommands;
import dev.hallmark.cli.completion.CompletionCommand;
import dev.hallmark.cli.device.DeviceCommands;
import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.factorykey.FactoryKeyCommands;
import dev.hallmark.cli.failure.Failures;
import dev.hallmark.cli.imports.ImportCommands;
import dev.hallmark.cli.login.LoginCommand;
import dev.hallmark.cli.login.LogoutCommand;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.login.WhoamiCommand;
import dev.hallmark.cli.policy.PolicyCommands;
import dev.hallmark.cli.policy.TargetCommands;
import dev.hallmark.cli.registration.RegistrationCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operators' command line. */
@Command(
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "Hallmark 0.1.0",
        description = "Hallmark for operators: policies, batches, devices and certificates.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused, or not wholly done: an import with rejected rows",
            "2:arguments or files that cannot be used; nothing was sent",
            "3:not found",
            "4:not logged in, or without the permission",
            "5:no connection, or a service that is not available now",
            "6:what was waited for has not happened in time",
            "130:interrupted"
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Environment.ofProcess()).execute(arguments));
    }

    /** All commands, as they are run in this environment. */
    public static CommandLine commandLine(Environment environment) {
        var session = new Session(environment);
        return new CommandLine(new Main())
                .setCommandName(environment.command())
                .addSubcommand(new LoginCommand(session))
                .addSubcommand(new LogoutCommand(session))
                .addSubcommand(new WhoamiCommand(session))
                .addSubcommand(new PolicyCommands(session))
                .addSubcommand(new TargetCommands(session))
                .addSubcommand(new RegistrationCommands(session))
                .addSubcommand(new BatchCommands(session))
                .addSubcommand(new ImportCommands(session))
                .addSubcommand(new DeviceCommands(session))
                .addSubcommand(new CertificateCommands(session))
                .addSubcommand(new AuthorityCommands(session))
                .addSubcommand(new ProfileCommands(session))
                .addSubcommand(new FactoryKeyCommands(session))
                .addSubcommand(new CompletionCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }
}
