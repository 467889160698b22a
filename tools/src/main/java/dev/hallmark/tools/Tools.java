package dev.hallmark.tools;

import dev.hallmark.cli.environment.Environment;
import dev.hallmark.cli.failure.Failures;
import dev.hallmark.cli.login.Session;
import dev.hallmark.device.cli.DeviceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the image: operators', devices', and one that is both. */
@Command(
        name = "hallmark-tools",
        mixinStandardHelpOptions = true,
        description = "What operators and devices do, from within a cluster.",
        synopsisSubcommandLabel = "COMMAND")
final class Tools {

    private Tools() {}

    static CommandLine commandLine() {
        var environment = Environment.ofProcess();
        var failures = new Failures();
        var trial = new CommandLine(new TrialCommand(new Session(environment)))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        return new CommandLine(new Tools())
                .addSubcommand("trial", trial)
                .addSubcommand("ctl", dev.hallmark.cli.Main.commandLine(environment))
                .addSubcommand("device", DeviceCommand.commandLine());
    }
}
