package dev.hallmark.sandbox.bench;

import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.Percentiles;
import dev.hallmark.device.onboarding.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the journeys of one fleet went.
 *
 * @param milliseconds of each stage and of the whole journey
 * @param processorTime that each device took
 */
record Journeys(
        int devices,
        int onboarded,
        double perSecond,
        Map<String, Map<String, Double>> milliseconds,
        Map<String, Long> failures,
        Map<String, Long> setbacks,
        DeviceCost processorTime) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Journeys of(FleetReport report, Map<String, Double> processorSeconds) {
        return new Journeys(
                report.devices(),
                report.onboarded(),
                Figures.rounded(report.rate(), 1),
                milliseconds(report),
                report.failures(),
                report.setbacks(),
                DeviceCost.of(processorSeconds, report.devices()));
    }

    private static Map<String, Map<String, Double>> milliseconds(FleetReport report) {
        var times = new LinkedHashMap<String, Map<String, Double>>();
        for (var stage : Stage.values()) {
            times.put(stage.toString(), spread(report.stages().get(stage)));
        }
        times.put("total", spread(report.total()));
        return times;
    }

    private static Map<String, Double> spread(Percentiles times) {
        var spread = new LinkedHashMap<String, Double>();
        spread.put("p50", millis(times.p50()));
        spread.put("p90", millis(times.p90()));
        spread.put("p99", millis(times.p99()));
        spread.put("max", millis(times.max()));
        return spread;
    }

    private static double millis(Duration time) {
        return Figures.rounded(time.toNanos() / NANOS_PER_MILLI, 1);
    }
}
