package dev.hallmark.device.cli;

import dev.hallmark.device.fleet.ConnectOptions;
import dev.hallmark.device.fleet.ConnectReport;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.mqtt.Application;
import dev.hallmark.device.mqtt.MqttFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = "Connect every onboarded device to its broker, publish, and count acknowledgements and answers.")
final class ConnectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--fleet",
            defaultValue = Defaults.FLEET,
            description = "The fleet's directory, or its fleet.json (default: ${DEFAULT-VALUE}).")
    private Path fleet;

    @Option(
            names = "--concurrency",
            converter = AtLeastOne.class,
            defaultValue = "32",
            description = "Devices at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--messages",
            converter = AtLeastOne.class,
            defaultValue = "1",
            description = "Messages that each device publishes (default: ${DEFAULT-VALUE}).")
    private int messages;

    @ArgGroup(exclusive = false, heading = "An application that answers each device's messages:%n")
    private ApplicationAccess application;

    @Override
    public Integer call() throws IOException, InterruptedException, MqttFailedException {
        var devices = Fleet.load(fleet);
        var options = ConnectOptions.defaults().withConcurrency(concurrency).withMessages(messages);
        var report = application == null ? run(devices, options) : runWithApplication(devices, options);
        Summaries.print(report, spec.commandLine().getOut());
        return report.connected() == devices.devices().size() ? 0 : 1;
    }

    private ConnectReport runWithApplication(Fleet devices, ConnectOptions options)
            throws IOException, InterruptedException, MqttFailedException {
        try (Application counterpart = application.start()) {
            return run(devices, options.withApplication(counterpart));
        }
    }

    private ConnectReport run(Fleet devices, ConnectOptions options) throws InterruptedException {
        var err = spec.commandLine().getErr();
        try (var progress = new Progress("connecting", devices.devices().size(), err)) {
            return devices.connect(options, progress);
        }
    }
}
