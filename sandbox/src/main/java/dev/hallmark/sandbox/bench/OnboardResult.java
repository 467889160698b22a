package dev.hallmark.sandbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.fleet.FleetReport;
import dev.hallmark.device.fleet.Percentiles;
import dev.hallmark.device.onboarding.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One measurement of onboarding, as it is kept in {@code benchmarks}. */
record OnboardResult(
        String measured,
        Machine machine,
        int devices,
        int warmUp,
        int concurrency,
        int onboarded,
        double perSecond,
        Map<String, Map<String, Double>> milliseconds,
        Map<String, Long> failures,
        Map<String, Long> setbacks,
        Map<String, Long> memoryMebibytes) {
    private static final double NANOS_PER_MILLI = 1e6;

    static OnboardResult of(Instant when, FleetReport report, int warmUp, int concurrency, Map<String, Long> memory) {
        return new OnboardResult(
                when.toString(),
                Machine.current(),
                report.devices(),
                warmUp,
                concurrency,
                report.onboarded(),
                Math.round(report.rate() * 10) / 10.0,
                milliseconds(report),
                report.failures(),
                report.setbacks(),
                memory);
    }

    Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("onboard-" + measured.replaceAll("\\.\\d+|[^0-9T]", "") + ".json");
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
        return file;
    }

    private static Map<String, Map<String, Double>> milliseconds(FleetReport report) {
        var times = new TreeMap<String, Map<String, Double>>();
        for (var stage : Stage.values()) {
            times.put(stage.toString(), spread(report.stages().get(stage)));
        }
        times.put("total", spread(report.total()));
        return times;
    }

    private static Map<String, Double> spread(Percentiles times) {
        return new TreeMap<>(Map.of(
                "p50", millis(times.p50()),
                "p90", millis(times.p90()),
                "p99", millis(times.p99()),
                "max", millis(times.max())));
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / NANOS_PER_MILLI * 10) / 10.0;
    }
}
