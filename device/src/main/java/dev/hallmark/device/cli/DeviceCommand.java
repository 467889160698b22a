package dev.hallmark.device.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulator's command line. */
@Command(
        name = "./hallmark device",
        mixinStandardHelpOptions = true,
        description =
                "Simulated devices: make them, onboard them, renew their certificates, connect them to their cloud.",
        subcommands = {
            MakeCommand.class,
            OnboardCommand.class,
            RenewCommand.class,
            ChipCommand.class,
            ConnectCommand.class
        })
public final class DeviceCommand {

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The command, to be a subcommand of another. */
    public static CommandLine commandLine() {
        return new CommandLine(new DeviceCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
                    return 1;
                });
    }
}
