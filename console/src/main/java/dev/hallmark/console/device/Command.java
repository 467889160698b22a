package dev.hallmark.console.device;

import dev.hallmark.client.device.Device;
import dev.hallmark.client.device.LifecycleCommand;
import java.util.Arrays;
import java.util.List;

/** What an operator may do with a device, as pages offer it. */
public enum Command {
    SUSPEND(LifecycleCommand.SUSPEND, "player-pause", false, List.of("active")),
    RESUME(LifecycleCommand.RESUME, "player-play", false, List.of("suspended")),
    RE_ENROL(LifecycleCommand.RE_ENROL, "refresh", false, List.of("active")),
    RETIRE(LifecycleCommand.RETIRE, "plug-connected", true, List.of("active", "suspended")),
    REVOKE(LifecycleCommand.REVOKE, "shield-off", true, List.of("active", "suspended", "retired", "transferring"));

    private final LifecycleCommand command;
    private final String icon;
    private final boolean isFinal;

    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list.
    private final List<String> standings;

    Command(LifecycleCommand command, String icon, boolean isFinal, List<String> standings) {
        this.command = command;
        this.icon = icon;
        this.isFinal = isFinal;
        this.standings = standings;
    }

    /** Those that a device in its standing can be given. */
    static List<Command> of(Device device) {
        return Arrays.stream(values())
                .filter(command -> command.standings.contains(device.standing()))
                .toList();
    }

    LifecycleCommand command() {
        return command;
    }

    public String icon() {
        return icon;
    }

    /** Whether nothing takes it back, so that the device's name has to be typed. */
    public boolean isFinal() {
        return isFinal;
    }

    /** Its name in the API. */
    public String path() {
        return command.toString();
    }
}
