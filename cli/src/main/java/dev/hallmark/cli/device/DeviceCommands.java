package dev.hallmark.cli.device;

import dev.hallmark.cli.environment.Waiting;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.ListOutput;
import dev.hallmark.cli.output.Output;
import dev.hallmark.cli.output.Table;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.DeviceFilter;
import dev.hallmark.client.device.LifecycleCommand;
import dev.hallmark.client.device.TimelineEntry;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "devices", description = "Devices, each by its id or common name.")
public final class DeviceCommands {

    static final Table<Device> DEVICES = Table.of("DEVICE", Device::commonName)
            .and("STATE", Device::state)
            .and("BATCH", Device::batchName)
            .and("POLICY", Device::policyName)
            .and("MODEL", Device::model)
            .and("SERIAL", Device::serial)
            .and("REGISTERED", Device::registeredAt);

    private static final Table<TimelineEntry> TIMELINE = Table.of("AT", TimelineEntry::at)
            .and("EVENT", TimelineEntry::event)
            .and("BY", TimelineEntry::actor)
            .and("REASON", TimelineEntry::reason)
            .and("FACTS", TimelineEntry::facts);

    private final Session session;

    public DeviceCommands(Session session) {
        this.session = session;
    }

    @Command(description = "List devices that match all that is given.")
    int list(
            @Option(names = "--batch", paramLabel = "BATCH", description = "its name or id") Optional<String> batch,
            @Option(names = "--policy", paramLabel = "POLICY", description = "its name or id") Optional<String> policy,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "registered, attested, enrolled, onboarded, quarantined, suspended, revoked, "
                                    + "retired or transferring")
                    Optional<String> state,
            @Option(
                            names = {"-q", "--query"},
                            paramLabel = "TEXT",
                            description = "with which the serial number, model, id or common name begins")
                    Optional<String> text,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().devices().list(new DeviceFilter(batch, policy, state, text)), DEVICES);
        return ExitCode.OK.number();
    }

    @Command(description = "Show a device.")
    int show(
            @Parameters(paramLabel = "DEVICE", description = "its id or common name") String device,
            @Option(names = "--wait", paramLabel = "STATE", description = "until it is in this state")
                    Optional<String> state,
            @Mixin Waiting waiting,
            @Mixin Output output)
            throws IOException, InterruptedException, CommandFailure {
        var devices = session.client().devices();
        var found = state.isPresent()
                ? waiting.until(
                        "device %s is %s".formatted(device, state.get()), () -> devices.get(device), one -> one.state()
                                .equals(state.get()))
                : devices.get(device);
        output.print(found, DEVICES);
        return ExitCode.OK.number();
    }

    @Command(description = "List what happened to a device, the latest first.")
    int timeline(
            @Parameters(paramLabel = "DEVICE", description = "its id or common name") String device,
            @Mixin ListOutput output)
            throws IOException, InterruptedException, CommandFailure {
        output.print(session.client().devices().timeline(device), TIMELINE);
        return ExitCode.OK.number();
    }

    @Command(description = "Put the certificates of devices on hold until they are resumed.")
    int suspend(@Mixin DeviceChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(
                session,
                LifecycleCommand.SUSPEND,
                "Their certificates are put on hold and their sessions end, until they are resumed.");
    }

    @Command(description = "End the suspension of devices.")
    int resume(@Mixin DeviceChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(session, LifecycleCommand.RESUME, "Their certificates are valid again.");
    }

    @Command(description = "Take the identity of devices away for good.")
    int revoke(@Mixin DeviceChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(
                session, LifecycleCommand.REVOKE, "Their certificates are revoked and their sessions end, for good.");
    }

    @Command(description = "End the service of devices for good.")
    int retire(@Mixin DeviceChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(
                session, LifecycleCommand.RETIRE, "Their certificates are revoked and their service ends, for good.");
    }

    @Command(name = "re-enrol", description = "Have devices onboard again, with new certificates.")
    int reEnrol(@Mixin DeviceChange change) throws IOException, InterruptedException, CommandFailure {
        return change.run(session, LifecycleCommand.RE_ENROL, "They have to attest again and get new certificates.");
    }
}
