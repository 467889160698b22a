package dev.hallmark.device.chip;

import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** All cells of a simulated chip at once, which nobody can see of a real one. */
public final class CellArray {

    public static final int SIDE = Silicon.SIDE;
    public static final int CELLS = Silicon.CELLS;

    private final List<Cells> blocks;
    private final BitSet enrolled;

    public CellArray(Silicon silicon, Conditions conditions, RandomGenerator random) {
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

    /** The enrolled value of all cells, row by row. */
    public BitSet enrolled() {
        return (BitSet) enrolled.clone();
    }

    /** One reading of all cells. */
    public BitSet read(Conditions conditions, RandomGenerator random) {
        return joined(cells -> cells.read(conditions, random));
    }
}
