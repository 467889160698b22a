package dev.hallmark.cli.device;

import dev.hallmark.cli.environment.Confirmation;
import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.login.Session;
import dev.hallmark.cli.output.Output;
import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.Devices;
import dev.hallmark.client.device.LifecycleCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which devices a lifecycle command is for, and why. */
final class DeviceChange {

    private static final int NAMED = 10;

    @Parameters(paramLabel = "DEVICE", arity = "1..*", description = "ids or common names")
    private List<String> names = List.of();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "for the timeline and the audit record, at most 500 characters")
    private String reason = "";

    @Mixin
    private Confirmation confirmation;

    @Mixin
    private Output output;

    /** Looks at all devices before it changes the first, and ends at the first that is refused. */
    int run(Session session, LifecycleCommand command, String consequence)
            throws IOException, InterruptedException, CommandFailure {
        var devices = session.client().devices();
        var known = known(devices);
        confirmation.require(
                session.environment(), "%s: %s. %s".formatted(capital(command.toString()), named(known), consequence));
        for (var device : known) {
            output.print(devices.command(device.deviceId(), command, reason), DeviceCommands.DEVICES);
        }
        return ExitCode.OK.number();
    }

    private List<Device> known(Devices devices) throws IOException, InterruptedException {
        var known = new ArrayList<Device>();
        for (var name : names) {
            known.add(devices.get(name));
        }
        return known;
    }

    private static String named(List<Device> devices) {
        var first = devices.stream()
                .limit(NAMED)
                .map(device -> "%s (%s)".formatted(device.commonName(), device.state()))
                .collect(Collectors.joining(", "));
        return devices.size() > NAMED ? "%s and %d more".formatted(first, devices.size() - NAMED) : first;
    }

    private static String capital(String command) {
        return Character.toUpperCase(command.charAt(0)) + command.substring(1);
    }
}
