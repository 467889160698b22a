package dev.hallmark.sandbox.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Figures as they are recorded: no longer than they are known. */
final class Figures {
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
}
