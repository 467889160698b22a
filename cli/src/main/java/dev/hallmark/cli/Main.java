package dev.hallmark.cli;

import dev.hallmark.cli.audit.AuditCommands;
import dev.hallmark.cli.authority.AuthorityCommands;
import dev.hallmark.cli.authority.ProfileCommands;
import dev.hallmark.cli.batch.BatchCommands;
import dev.hallmark.cli.certificate.CertificateCommands;
import dev.hallmark.cli.completion.CompletionCommand;
import dev.hallmark.cli.deadletter.DeadLetterCommands;
import dev.hallmark.cli.device.DeviceCommands;
import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.factorykey.FactoryKeyCommands;
import dev.hallmark.cli.failure.Failures;
import dev.hallmark.cli.imports.ImportCommands;
import dev.hallmark.cli.job.JobCommands;
import dev.hallmark.cli.login.LoginCommand;
import dev.hallmark.cli.login.LogoutCommand;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.login.WhoamiCommand;
import dev.hallmark.cli.policy.PolicyCommands;
import dev.hallmark.cli.policy.TargetCommands;
import dev.hallmark.cli.registration.RegistrationCommands;
import dev.hallmark.cli.status.StatusCommand;
import dev.hallmark.cli.token.TokenCommands;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
        System.exit(commandLine(Environment.ofProcess(), arguments).execute(arguments));
    }

    /** All commands, as they are run in this environment. */
    public static CommandLine commandLine(Environment environment) {
        var session = new Session(environment);
        return with(environment, commands(session).values());
    }

    /** The command that these arguments begin with: to put together all of them takes longer than most take to run. */
    static CommandLine commandLine(Environment environment, String... arguments) {
        var commands = commands(new Session(environment));
        var one = arguments.length == 0 ? null : commands.get(arguments[0]);
        return one == null ? commandLine(environment) : with(environment, List.of(one));
    }

    private static CommandLine with(Environment environment, Collection<Supplier<Object>> commands) {
        var root = new CommandLine(new Main()).setCommandName(environment.command());
        commands.forEach(command -> root.addSubcommand(command.get()));
        var failures = new Failures();
        return root.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** By their names, in the order in which people need them. */
    private static Map<String, Supplier<Object>> commands(Session session) {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("login", () -> new LoginCommand(session));
        commands.put("logout", () -> new LogoutCommand(session));
        commands.put("whoami", () -> new WhoamiCommand(session));
        commands.put("status", () -> new StatusCommand(session));
        commands.put("audit", () -> new AuditCommands(session));
        commands.put("policies", () -> new PolicyCommands(session));
        commands.put("targets", () -> new TargetCommands(session));
        commands.put("registrations", () -> new RegistrationCommands(session));
        commands.put("batches", () -> new BatchCommands(session));
        commands.put("imports", () -> new ImportCommands(session));
        commands.put("devices", () -> new DeviceCommands(session));
        commands.put("jobs", () -> new JobCommands(session));
        commands.put("certificates", () -> new CertificateCommands(session));
        commands.put("authorities", () -> new AuthorityCommands(session));
        commands.put("profiles", () -> new ProfileCommands(session));
        commands.put("factory-keys", () -> new FactoryKeyCommands(session));
        commands.put("dead-letters", () -> new DeadLetterCommands(session));
        commands.put("tokens", () -> new TokenCommands(session));
        commands.put("completion", () -> new CompletionCommand(() -> commandLine(session.environment())));
        return commands;
    }
}
