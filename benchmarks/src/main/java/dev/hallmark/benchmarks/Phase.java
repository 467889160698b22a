package dev.hallmark.benchmarks;

import dev.hallmark.device.fleet.Percentiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one upload took.
 *
 * @param millisecondsPerTenThousand the spread over the upload
 * @param processorSeconds of each component, and of the load
 * @param processorMicrosecondsPerDevice the same by the device
 * @param registryMebibytes resident memory of the registry, second by second
 */
record Phase(
        double seconds,
        long perSecond,
        Map<String, Double> millisecondsPerTenThousand,
        Map<String, Double> processorSeconds,
        Map<String, Double> processorMicrosecondsPerDevice,
        List<Long> registryMebibytes) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    static Phase of(
            int devices,
            long nanos,
            Percentiles pace,
            Map<String, Double> processorSeconds,
            List<Long> registryMebibytes) {
        var seconds = nanos / NANOS_PER_SECOND;
        var microseconds = new TreeMap<String, Double>();
        processorSeconds.forEach((process, taken) -> microseconds.put(process, taken * MICROS_PER_SECOND / devices));
        return new Phase(
                Figures.rounded(seconds, 1),
                Math.round(devices / seconds),
                Figures.milliseconds(pace),
                Figures.rounded(processorSeconds, 1),
                Figures.rounded(microseconds, 1),
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
