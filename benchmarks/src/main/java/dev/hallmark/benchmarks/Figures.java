package dev.hallmark.benchmarks;

import dev.hallmark.device.fleet.Percentiles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Figures as they are recorded: no longer than they are known. */
final class Figures {
    private static final double NANOS_PER_MILLI = 1e6;

    private Figures() {}

    /** An instant as part of a file's name: 20261125T195325. */
    static String stamp(String instant) {
        return instant.replaceAll("\\.\\d+|[^0-9T]", "");
    }

    static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }

    static Map<String, Double> rounded(Map<String, Double> values, int decimals) {
        var figures = new TreeMap<String, Double>();
        values.forEach((name, value) -> figures.put(name, rounded(value, decimals)));
        return figures;
    }

    static Map<String, Double> milliseconds(Percentiles times) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("p50", milliseconds(times.p50()));
        figures.put("p90", milliseconds(times.p90()));
        figures.put("p99", milliseconds(times.p99()));
        figures.put("max", milliseconds(times.max()));
        return figures;
    }

    private static double milliseconds(Duration time) {
        return rounded(time.toNanos() / NANOS_PER_MILLI, 1);
    }
}
