package dev.hallmark.device.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class CellPictureTest {

    /** Rows 1010, 1100, 0001, 0000. */
    private static final BitSet CELLS = BitSet.valueOf(new long[] {0b0000_1000_0011_0101});

    @Test
    void twoRowsAreOneLineOfText() {
        assertThat(new CellPicture(CELLS, new BitSet(), 4).text(Ansi.OFF)).isEqualTo("  █▄▀ \n     ▀\n");
    }

    @Test
    void highlightedCellsAreRed() {
        var text = new CellPicture(CELLS, BitSet.valueOf(new long[] {1}), 4).text(Ansi.ON);

        assertThat(text).startsWith("  \u001b[91;107m▀\u001b[30;107m▀\u001b[97;40m▀\u001b[30;40m▀\u001b[0m\n");
    }
}
