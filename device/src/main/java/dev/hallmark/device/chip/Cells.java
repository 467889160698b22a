package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * A block of 512 cells as they came out of manufacture.
 *
 * @param leaning how far, and to which side, each cell leans; standard normal
 * @param drift by how much that changes with each °C
 */
record Cells(double[] leaning, double[] drift) {

    static final int COUNT = 512;

    /** One reading: the sign of each cell's leaning, shifted by heat and noise, is its bit. */
    BitSet read(Conditions conditions, RandomGenerator noise) {
        var deviation = conditions.deviation();
        var warming = conditions.warming();
        var bits = new BitSet(COUNT);
        for (var i = 0; i < COUNT; i++) {
            bits.set(i, leaning[i] + drift[i] * warming + deviation * noise.nextGaussian() > 0);
        }
        return bits;
    }

    /** The majority of an odd number of readings. */
    BitSet majority(int readings, Conditions conditions, RandomGenerator noise) {
        var ones = new int[COUNT];
        for (var reading = 0; reading < readings; reading++) {
            read(conditions, noise).stream().forEach(i -> ones[i]++);
        }
        var bits = new BitSet(COUNT);
        for (var i = 0; i < COUNT; i++) {
            bits.set(i, 2 * ones[i] > readings);
        }
        return bits;
    }
}
