package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fractional Hamming distances over all cells, within a chip and between chips.
 *
 * @param intra between a chip's enrolled cells and later readings of them
 * @param inter between the enrolled cells of two chips
 */
public record HammingDistances(DoubleSummaryStatistics intra, DoubleSummaryStatistics inter) {

    /** Readings of each chip. */
    public static final int READINGS = 20;

    /** Measures new chips; the same series gives the same figures. */
    public static HammingDistances of(int chips, Conditions conditions, long series) {
        var random = new SplittableRandom(series);
        var portraits = IntStream.range(0, chips)
                .mapToObj(piece -> new CellArray(Silicon.specimen(series, piece), conditions, random))
                .toList();
        var intra = portraits.stream().flatMapToDouble(portrait -> intra(portrait, conditions, random));
        return new HammingDistances(intra.summaryStatistics(), inter(portraits).summaryStatistics());
    }

    private static DoubleStream intra(CellArray chip, Conditions conditions, SplittableRandom random) {
        return IntStream.range(0, READINGS)
                .mapToDouble(reading -> distance(chip.enrolled(), chip.read(conditions, random)));
    }

    private static DoubleStream inter(List<CellArray> chips) {
        return IntStream.range(0, chips.size()).boxed().flatMapToDouble(a -> IntStream.range(0, a)
                .mapToDouble(b -> distance(chips.get(a).enrolled(), chips.get(b).enrolled())));
    }

    private static double distance(BitSet a, BitSet b) {
        var differences = (BitSet) a.clone();
        differences.xor(b);
        return differences.cardinality() / (double) Silicon.CELLS;
    }
}
