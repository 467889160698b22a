package dev.hallmark.benchmarks;

import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.onboarding.Stage;
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
            times.put(stage.toString(), Figures.milliseconds(report.stages().get(stage)));
        }
        times.put("total", Figures.milliseconds(report.total()));
        return times;
    }
}
