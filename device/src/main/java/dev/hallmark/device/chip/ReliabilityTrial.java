package dev.hallmark.device.chip;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many blocks of new chips reconstruct their seed, each enrolled at room temperature and read once.
 *
 * @param refused failed cleanly: no seed at all
 * @param wrong gave another seed than the enrolled one, which must never happen
 */
public record ReliabilityTrial(int blocks, int recovered, int refused, int wrong) {

    /** The number of wrong cells that a chip corrects in a block. */
    public static final int CORRECTABLE = BchCode.CORRECTABLE;

    private static final long SPREAD = 1_000_003;

    private enum Outcome {
        RECOVERED,
        REFUSED,
        WRONG
    }

    /** Tries blocks of new chips; the same series gives the same figures. */
    public static ReliabilityTrial of(int blocks, Conditions conditions, long series) {
        var outcomes = IntStream.range(0, blocks)
                .parallel()
                .mapToObj(number -> outcome(number, conditions, series))
                .toList();
        return new ReliabilityTrial(
                blocks,
                count(outcomes.stream(), Outcome.RECOVERED),
                count(outcomes.stream(), Outcome.REFUSED),
                count(outcomes.stream(), Outcome.WRONG));
    }

    private static int count(Stream<Outcome> outcomes, Outcome wanted) {
        return (int) outcomes.filter(wanted::equals).count();
    }

    private static Outcome outcome(int number, Conditions conditions, long series) {
        var slot = number % Silicon.BLOCKS;
        var cells = Silicon.specimen(series, number / Silicon.BLOCKS).block(slot);
        var random = new SplittableRandom(SPREAD * series + number);
        var enrolled = Chip.enrol(slot, cells, conditions, random);
        try {
            var seed = FuzzyExtractor.recover(slot, cells.read(conditions, random), enrolled.helperData());
            return seed.equals(enrolled.seed()) ? Outcome.RECOVERED : Outcome.WRONG;
        } catch (ReconstructionFailedException e) {
            return Outcome.REFUSED;
        }
    }
}
