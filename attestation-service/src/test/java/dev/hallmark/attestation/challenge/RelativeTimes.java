package dev.hallmark.attestation.challenge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long requests of several kinds took, one of each kind in every round, as seen within the round: what slows the
 * machine down slows the whole round, so each time is divided by its round's median.
 */
final class RelativeTimes<K> {

    private final Map<K, List<Double>> byKind = new HashMap<>();

    /** One time of each kind. */
    void add(Map<K, Long> nanos) {
        var sorted = nanos.values().stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        nanos.forEach((kind, time) ->
                byKind.computeIfAbsent(kind, first -> new ArrayList<>()).add(time / median));
    }

    /**
     * The largest distance between the distributions of any two kinds (Kolmogorov and Smirnov): 0 when they are the
     * same, 1 when every time of one is below every time of the other.
     */
    double largestDistance() {
        var samples = byKind.values().stream()
                .map(times -> times.stream().mapToDouble(time -> time).sorted().toArray())
                .toList();
        double largest = 0;
        for (var one : samples) {
            for (var other : samples) {
                largest = Math.max(largest, distance(one, other));
            }
        }
        return largest;
    }

    private static double distance(double[] one, double[] other) {
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            double at = Math.min(one[i], other[j]);
            while (i < one.length && one[i] <= at) {
                i++;
            }
            while (j < other.length && other[j] <= at) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / one.length - (double) j / other.length));
        }
        return largest;
    }
}
