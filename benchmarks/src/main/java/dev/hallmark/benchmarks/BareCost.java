package dev.hallmark.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the cryptography of one onboarding costs by itself, and how many times that the whole system takes.
 *
 * @param operations of one journey: how many of each, and what openssl takes for them
 * @param milliseconds of one core, for all of them
 * @param ratio of measured processor time to this
 * @param goal for the ratio, at most
 */
record BareCost(Map<String, Operation> operations, double milliseconds, double ratio, double goal) {
    private static final double GOAL = 3;
    private static final double MILLIS_PER_SECOND = 1000;

    /** How many, and the milliseconds that they take together. */
    record Operation(int count, long perSecond, double milliseconds) {}

    static BareCost of(Map<Primitive, Double> perSecond, double measuredMilliseconds) {
        var operations = new LinkedHashMap<String, Operation>();
        var sum = 0.0;
        for (var primitive : Primitive.values()) {
            var rate = perSecond.get(primitive);
            var taken = primitive.perJourney() * MILLIS_PER_SECOND / rate;
            var operation = new Operation(primitive.perJourney(), Math.round(rate), Figures.rounded(taken, 4));
            operations.put(primitive.label(), operation);
            sum += taken;
        }
        return new BareCost(operations, Figures.rounded(sum, 3), Figures.rounded(measuredMilliseconds / sum, 1), GOAL);
    }
}
