package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A chip seen as nobody sees a real one: all of its cells at once. */
public final class Portrait {

    public static final int SIDE = Silicon.SIDE;
    public static final int CELLS = Silicon.CELLS;

    private final List<Cells> blocks;
    private final BitSet enrolled;

    public Portrait(Silicon silicon, Conditions conditions, RandomGenerator random) {
        this.blocks =
                IntStream.range(0, Silicon.BLOCKS).mapToObj(silicon::block).toList();
        this.enrolled = joined(cells -> Chip.reference(cells, conditions, random));
    }

    private interface Look {
        BitSet at(Cells cells);
    }

    private BitSet joined(Look look) {
        var joined = new BitSet(Silicon.CELLS);
        for (var block = 0; block < blocks.size(); block++) {
            var first = block * Cells.COUNT;
            look.at(blocks.get(block)).stream().forEach(cell -> joined.set(first + cell));
        }
        return joined;
    }

    /** All cells as enrolment takes them to be, row by row. */
    public BitSet enrolled() {
        return (BitSet) enrolled.clone();
    }

    /** All cells as one reading finds them. */
    public BitSet read(Conditions conditions, RandomGenerator random) {
        return joined(cells -> cells.read(conditions, random));
    }
}
