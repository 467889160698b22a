package dev.hallmark.console.batch;

import dev.hallmark.console.frame.DeviceState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many devices of a batch are in each state, in the order of the states. */
public record Census(List<Count> counts, long devices) {

    private static final List<String> STAGES = Stream.of(
                    DeviceState.REGISTERED, DeviceState.ATTESTED, DeviceState.ENROLLED, DeviceState.ONBOARDED)
            .map(DeviceState::toString)
            .toList();

    /** Of one state. */
    public record Count(String state, long devices) {}

    public Census {
        counts = List.copyOf(counts);
    }

    public static Census of(Map<String, Long> devices) {
        var order = DeviceState.names();
        var counts = devices.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(count -> order.indexOf(count.state())))
                .toList();
        return new Census(counts, counts.stream().mapToLong(Count::devices).sum());
    }

    /** How many have come at least as far as a stage, of those that are in service. */
    public long reached(DeviceState stage) {
        return counts.stream()
                .filter(count -> STAGES.indexOf(count.state()) >= STAGES.indexOf(stage.toString()))
                .mapToLong(Count::devices)
                .sum();
    }
}
