package dev.hallmark.tools;

import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.batch.NewBatch;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.imports.ImportReport;
import dev.hallmark.client.imports.Upload;
import dev.hallmark.device.fleet.ConnectOptions;
import dev.hallmark.device.fleet.Fleet;
import dev.hallmark.device.fleet.FleetListener;
import dev.hallmark.device.fleet.FleetSettings;
import dev.hallmark.device.fleet.OnboardOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "trial",
        mixinStandardHelpOptions = true,
        description = {
            "Take a simulated device, or several, from the factory to their cloud, and retire them.",
            "HALLMARK_SERVER and HALLMARK_TOKEN say where the APIs are and who asks; the token needs registrations:add,"
                    + " imports:read, batches:read, batches:change, devices:read and devices:change."
        })
final class TrialCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'trial-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private static final int MOST_DEVICES = 1000;

    /** So much of a random id keeps apart the batches of trials that begin in the same second. */
    private static final int SHORT = 8;

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Waiting waiting;

    @Option(names = "--gateway", required = true, description = "The device gateway, as https://host:port.")
    private URI gateway;

    @Option(
            names = "--server-ca",
            required = true,
            description = "A PEM file: the authorities that may have issued the gateway's certificate.")
    private Path serverAuthorities;

    @Option(names = "--policy", required = true, description = "The policy of the device, by its name or id.")
    private String policy;

    @Option(
            names = "--tenant",
            defaultValue = "default",
            description = "The tenant of the device (default: ${DEFAULT-VALUE}).")
    private String tenant;

    @Option(
            names = "--devices",
            defaultValue = "1",
            description = "How many devices, from 1 to " + MOST_DEVICES + " (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--connect",
            description = "Connect each to its MQTT broker, too, and have a message accepted there.")
    private boolean connect;

    TrialCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, CommandFailure {
        if (devices < 1 || devices > MOST_DEVICES) {
            throw new ParameterException(
                    spec.commandLine(), "--devices is a number from 1 to %d, not %d".formatted(MOST_DEVICES, devices));
        }
        var client = session.client();
        var settings = new FleetSettings(gateway, tenant, Files.readString(serverAuthorities));
        var name =
                NAME.format(Instant.now()) + "-" + UUID.randomUUID().toString().substring(0, SHORT);
        var fleet = Fleet.create(Files.createTempDirectory("trial").resolve(name), settings, devices);
        fleet.ids().forEach(device -> say("a device with a simulated chip: " + device));
        register(client, fleet);
        say("registered, as the factory does");
        addToBatch(client, fleet, name);
        say("in batch %s, as an operator does".formatted(name));
        onboard(fleet);
        for (var device : fleet.ids()) {
            var state = waiting.until(
                            "the registry calls the device onboarded",
                            () -> client.devices().get(device.toString()),
                            TrialCommand::isOnboarded)
                    .state();
            say(state + ": proved its identity, has a certificate and the details of its cloud");
        }
        if (connect) {
            connect(fleet);
            say("connected to its broker with that certificate");
        }
        for (var device : fleet.ids()) {
            client.devices().command(device.toString(), LifecycleCommand.RETIRE, "the trial is over");
        }
        say("retired. This installation takes devices from the factory to their cloud.");
        return ExitCode.OK.number();
    }

    private void register(HallmarkClient client, Fleet fleet) throws IOException, InterruptedException, CommandFailure {
        var id = UUID.randomUUID();
        client.registrations()
                .add(Upload.of(fleet.directory().resolve("registrations.json")).withKey(id));
        complete(client.imports().await(id));
    }

    private void addToBatch(HallmarkClient client, Fleet fleet, String name)
            throws IOException, InterruptedException, CommandFailure {
        var batch = client.batches().create(NewBatch.of(name, policy)).id();
        var id = UUID.randomUUID();
        client.batches()
                .add(batch, Upload.of(fleet.directory().resolve("devices.json")).withKey(id));
        complete(client.imports().await(id));
    }

    private static void complete(ImportReport report) throws CommandFailure {
        if (!report.isComplete()) {
            throw failed("not all devices were taken in: " + report.errors());
        }
    }

    private void onboard(Fleet fleet) throws InterruptedException, CommandFailure {
        var report = fleet.onboard(OnboardOptions.defaults(), FleetListener.SILENT);
        if (report.onboarded() < devices) {
            throw failed("%d of %d devices did not onboard through %s: %s"
                    .formatted(
                            devices - report.onboarded(),
                            devices,
                            gateway,
                            String.join("; ", report.failures().keySet())));
        }
    }

    private static boolean isOnboarded(Device device) {
        return device.state().equals("onboarded");
    }

    private void connect(Fleet fleet) throws InterruptedException, CommandFailure {
        var report = fleet.connect(ConnectOptions.defaults(), FleetListener.SILENT);
        if (report.connected() < devices) {
            throw failed("%d of %d devices did not connect to their broker: %s"
                    .formatted(
                            devices - report.connected(),
                            devices,
                            String.join("; ", report.failures().keySet())));
        }
    }

    private static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
