package dev.hallmark.device.cli;

import java.util.BitSet;
import picocli.CommandLine.Help.Ansi;

/**
 * A picture of cells, two rows to a line of text.
 *
 * @param reading row by row
 * @param odd the cells to highlight in red, where there are colours
 */
record CellPicture(BitSet reading, BitSet odd, int side) {

    private static final String[] PLAIN = {" ", "▄", "▀", "█"};
    private static final int WHITE = 97;
    private static final int BLACK = 30;
    private static final int RED = 91;
    private static final int TO_BACKGROUND = 10;
    private static final String RESET = "\u001b[0m";

    String text(Ansi ansi) {
        var text = new StringBuilder();
        for (var row = 0; row < side; row += 2) {
            text.append("  ")
                    .append(ansi.enabled() ? coloured(row) : plain(row))
                    .append('\n');
        }
        return text.toString();
    }

    private String plain(int row) {
        var line = new StringBuilder();
        for (var column = 0; column < side; column++) {
            line.append(PLAIN[bit(row, column) << 1 | bit(row + 1, column)]);
        }
        return line.toString();
    }

    private String coloured(int row) {
        var line = new StringBuilder();
        for (var column = 0; column < side; column++) {
            line.append("\u001b[%d;%dm▀".formatted(colour(row, column), colour(row + 1, column) + TO_BACKGROUND));
        }
        return line.append(RESET).toString();
    }

    private int colour(int row, int column) {
        if (odd.get(row * side + column)) {
            return RED;
        }
        return bit(row, column) == 1 ? WHITE : BLACK;
    }

    private int bit(int row, int column) {
        return reading.get(row * side + column) ? 1 : 0;
    }
}
