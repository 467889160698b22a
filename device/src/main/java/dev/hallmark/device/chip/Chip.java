package dev.hallmark.device.chip;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.identity.IdentityKey;
import dev.hallmark.device.identity.RootOfTrust;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A simulated chip whose array of cells is unique. It stores no key: whenever one is needed, it reads its cells,
 * reconstructs the seed with its helper data, and derives the key again.
 *
 * @param conditions the conditions under which it is read
 * @param helperData one for each block of cells
 * @param epoch counts its owners from 0
 * @param algorithm the algorithm of its identity key; its operational key is always of P-256
 */
public record Chip(
        Silicon silicon, Conditions conditions, List<HelperData> helperData, int epoch, IdentityAlgorithm algorithm)
        implements RootOfTrust {

    /** The algorithms that a chip can derive a key for. */
    public static final List<IdentityAlgorithm> ALGORITHMS = List.of(
            IdentityAlgorithm.ES256, IdentityAlgorithm.EDDSA, IdentityAlgorithm.ML_DSA_44, IdentityAlgorithm.ML_DSA_65);

    /** The block whose seed gives the identity key. */
    private static final int ENROLMENT_SLOT = 0;

    /** The block whose seed is added for an identity key that is stronger than one seed. */
    private static final int SECOND_SLOT = 1;

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
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException(
                    "a chip supports the algorithms %s, not %s".formatted(ALGORITHMS, algorithm));
        }
    }

    Chip(Silicon silicon, Conditions conditions, List<HelperData> helperData, int epoch) {
        this(silicon, conditions, helperData, epoch, IdentityAlgorithm.ES256);
    }

    /** Done once, in the factory, at room temperature; from then on only the chip knows its seeds. */
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

    /** The reference value of a block of cells: the majority of seven readings at room temperature. */
    static BitSet reference(Cells cells, Conditions conditions, RandomGenerator random) {
        return cells.majority(ENROLMENT_READINGS, conditions.atRoomTemperature(), random);
    }

    /** The same chip, read under other conditions. */
    public Chip under(Conditions others) {
        return new Chip(silicon, others, helperData, epoch, algorithm);
    }

    /** The same chip with another identity key, and so another device. */
    public Chip with(IdentityAlgorithm other) {
        return new Chip(silicon, conditions, helperData, epoch, other);
    }

    @Override
    public String kind() {
        return "qdid";
    }

    @Override
    public DeviceKeys unlock() throws ReconstructionFailedException {
        var keys = keys(ENROLMENT_SLOT);
        return new DeviceKeys(identity(keys), keys.es256(KeyUse.OPERATIONAL, epoch));
    }

    private IdentityKey identity(ChipKeys keys) throws ReconstructionFailedException {
        var strong = algorithm == IdentityAlgorithm.ML_DSA_65;
        return (strong ? keys.and(keys(SECOND_SLOT)) : keys).identity(algorithm);
    }

    /** Reads one block of cells, once. */
    public ChipKeys keys(int slot) throws ReconstructionFailedException {
        var reading = silicon.block(slot).read(conditions, new SplittableRandom());
        return new ChipKeys(FuzzyExtractor.recover(slot, reading, helperData.get(slot)), slot);
    }
}
