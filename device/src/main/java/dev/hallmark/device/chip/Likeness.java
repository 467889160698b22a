package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much chips are like themselves, and like each other: fractional Hamming distances over all cells.
 *
 * @param intra between a chip's enrolled cells and later readings of them
 * @param inter between the enrolled cells of two chips
 */
public record Likeness(DoubleSummaryStatistics intra, DoubleSummaryStatistics inter) {

    /** Of each chip. */
    public static final int READINGS = 20;

    /** Over so many fresh chips; the same numbers for the same series. */
    public static Likeness of(int chips, Conditions conditions, long series) {
        var random = new SplittableRandom(series);
        var portraits = IntStream.range(0, chips)
                .mapToObj(piece -> new Portrait(Silicon.specimen(series, piece), conditions, random))
                .toList();
        var intra = portraits.stream().flatMapToDouble(portrait -> intra(portrait, conditions, random));
        return new Likeness(intra.summaryStatistics(), inter(portraits).summaryStatistics());
    }

    private static DoubleStream intra(Portrait chip, Conditions conditions, SplittableRandom random) {
        return IntStream.range(0, READINGS)
                .mapToDouble(reading -> distance(chip.enrolled(), chip.read(conditions, random)));
    }

    private static DoubleStream inter(List<Portrait> chips) {
        return IntStream.range(0, chips.size()).boxed().flatMapToDouble(a -> IntStream.range(0, a)
                .mapToDouble(b -> distance(chips.get(a).enrolled(), chips.get(b).enrolled())));
    }

    private static double distance(BitSet a, BitSet b) {
        var differences = (BitSet) a.clone();
        differences.xor(b);
        return differences.cardinality() / (double) Silicon.CELLS;
    }
}
