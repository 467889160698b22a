package dev.hallmark.device.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The spread of some durations, by nearest rank; zero when there were none. */
public record Percentiles(Duration p50, Duration p90, Duration p99, Duration max) {

    public static Percentiles of(Collection<Duration> durations) {
        var sorted = durations.stream().sorted().toList();
        return new Percentiles(rank(sorted, 50), rank(sorted, 90), rank(sorted, 99), rank(sorted, 100));
    }

    private static Duration rank(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
