package dev.hallmark.registry.device;

import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one word that callers see: the standing unless it is active, else the stage. */
public final class DeviceState {

    private DeviceState() {}

    public static String of(String stage, String standing) {
        return standing.equals("active") ? stage : standing;
    }

    /** Whether {@code state} is a stage; otherwise it is a standing. */
    static boolean isStage(String state) {
        return Arrays.stream(Stage.values()).anyMatch(stage -> stage.toString().equals(state));
    }

    /** The state, if there is such a one. */
    static String require(String state) {
        var all = Stream.concat(
                        Arrays.stream(Stage.values()).map(Stage::toString),
                        Arrays.stream(Standing.values())
                                .map(standing -> standing.name().toLowerCase(Locale.ROOT)))
                .toList();
        if (!all.contains(state)) {
            throw new RegistryException(
                            Refusal.INVALID_REQUEST,
                            "state is one of " + all.stream().collect(Collectors.joining(", ")))
                    .with("field", "state");
        }
        return state;
    }
}
