package dev.hallmark.device.chip;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many blocks of fresh chips give their seed again, each enrolled at room temperature and read once.
 *
 * @param refused failed cleanly: no seed at all
 * @param wrong gave another seed than the enrolled one, which must never be
 */
public record Trial(int blocks, int recovered, int refused, int wrong) {

    /** Wrong cells of a block that a chip can do with. */
    public static final int CORRECTABLE = BchCode.CORRECTABLE;

    private static final long SPREAD = 1_000_003;

    private enum Outcome {
        RECOVERED,
        REFUSED,
        WRONG
    }

    /** The same numbers for the same series. */
    public static Trial of(int blocks, Conditions conditions, long series) {
        var outcomes = IntStream.range(0, blocks)
                .parallel()
                .mapToObj(number -> outcome(number, conditions, series))
                .toList();
        return new Trial(
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
