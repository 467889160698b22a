package dev.hallmark.device.chip;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.RootOfTrust;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A simulated chip with an array of cells that no two chips have alike. It stores no key: whenever one is wanted, it reads
 * its cells, makes the seed of them with its helper data, and derives the key anew.
 *
 * @param conditions what it is read under
 * @param helperData one for each block of cells
 * @param epoch counts its owners from 0
 */
public record Chip(Silicon silicon, Conditions conditions, List<HelperData> helperData, int epoch)
        implements RootOfTrust {

    /** The block whose seed gives the identity key. */
    private static final int ENROLMENT_SLOT = 0;

    private static final int ENROLMENT_READINGS = 7;

    public Chip {
        helperData = List.copyOf(helperData);
        if (helperData.size() != Silicon.BLOCKS) {
            throw new IllegalArgumentException(
                    "a chip has helper data for %d blocks, not %d".formatted(Silicon.BLOCKS, helperData.size()));
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("an epoch is at least 0, not " + epoch);
        }
    }

    /** Done once, in the factory, at room temperature; the chip's seeds are known from then on to itself alone. */
    public static Chip enrol(Silicon silicon, Conditions conditions) {
        return enrol(silicon, conditions, new SecureRandom());
    }

    static Chip enrol(Silicon silicon, Conditions conditions, RandomGenerator random) {
        var helperData = IntStream.range(0, Silicon.BLOCKS)
                .mapToObj(block ->
                        enrol(block, silicon.block(block), conditions, random).helperData())
                .toList();
        return new Chip(silicon, conditions, helperData, 0);
    }

    static FuzzyExtractor.Enrolled enrol(int slot, Cells cells, Conditions conditions, RandomGenerator random) {
        return FuzzyExtractor.enrol(slot, reference(cells, conditions, random), random);
    }

    /** What a block of cells is taken to say: the majority of seven readings, at room temperature. */
    static BitSet reference(Cells cells, Conditions conditions, RandomGenerator random) {
        return cells.majority(ENROLMENT_READINGS, conditions.atRoomTemperature(), random);
    }

    /** The same chip, read somewhere else. */
    public Chip under(Conditions others) {
        return new Chip(silicon, others, helperData, epoch);
    }

    @Override
    public String kind() {
        return "qdid";
    }

    @Override
    public DeviceKeys unlock() throws ReconstructionFailedException {
        return keys(ENROLMENT_SLOT).owned(epoch);
    }

    /** Reads one block of cells, once. */
    public ChipKeys keys(int slot) throws ReconstructionFailedException {
        var reading = silicon.block(slot).read(conditions, new SplittableRandom());
        return new ChipKeys(FuzzyExtractor.recover(slot, reading, helperData.get(slot)), slot);
    }
}
