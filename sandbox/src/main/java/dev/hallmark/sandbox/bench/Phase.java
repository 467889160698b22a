package dev.hallmark.sandbox.bench;

import java.util.List;
import java.util.Map;

/**
 * What one upload took.
 *
 * @param processorSeconds of each component, and of the load
 * @param registryMebibytes resident memory of the registry, second by second
 */
record Phase(double seconds, long perSecond, Map<String, Double> processorSeconds, List<Long> registryMebibytes) {
    private static final double NANOS_PER_SECOND = 1e9;

    static Phase of(int devices, long nanos, Map<String, Double> processorSeconds, List<Long> registryMebibytes) {
        var seconds = nanos / NANOS_PER_SECOND;
        return new Phase(
                Figures.rounded(seconds, 1),
                Math.round(devices / seconds),
                Figures.rounded(processorSeconds, 1),
                registryMebibytes);
    }

    /** At the beginning, at most and at the end. */
    String memory() {
        return "%d … %d … %d"
                .formatted(
                        registryMebibytes.getFirst(),
                        registryMebibytes.stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElseThrow(),
                        registryMebibytes.getLast());
    }
}
