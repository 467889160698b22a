package dev.hallmark.device.cli;

import dev.hallmark.device.chip.Conditions;
import dev.hallmark.device.chip.Likeness;
import dev.hallmark.device.chip.Portrait;
import dev.hallmark.device.chip.Silicon;
import dev.hallmark.device.chip.Trial;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import picocli.CommandLine.Help.Ansi;

/** What there is to see of a chip, for a person. */
final class ChipSheet {

    private static final double PERCENT = 100;

    private final PrintWriter out;
    private final Ansi ansi;

    ChipSheet(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void portrait(long number, Conditions conditions) {
        var random = new SplittableRandom(number);
        var portrait = new Portrait(Silicon.specimen(number, 0), conditions, random);
        var reading = portrait.read(conditions, random);
        var odd = differences(portrait.enrolled(), reading);
        out.printf(
                "Simulated chip %d: one reading of its %d × %d cells, at %.0f °C and %.1f %% noise%n",
                number, Portrait.SIDE, Portrait.SIDE, conditions.temperature(), PERCENT * conditions.bitErrorRate());
        out.println();
        out.print(new CellPicture(reading, odd, Portrait.SIDE).text(ansi));
        out.println();
        out.printf(
                "Manufacture has tipped each cell to one side, and no two chips alike. Noise, and heat, tip a few over:%n");
        out.printf(
                "%d of %d cells (%.1f %%) read other than when the chip was enrolled%s.%n",
                odd.cardinality(),
                Portrait.CELLS,
                share(odd.cardinality(), Portrait.CELLS),
                ansi.enabled() ? ", here in red" : "");
        out.println();
    }

    void likeness(Likeness likeness, int chips) {
        out.printf("Cells that differ between                    mean     least      most%n");
        row("a chip when enrolled, and read later", likeness.intra());
        row("two chips", likeness.inter());
        out.printf("(%d chips, each read %d times, and every pair of them)%n", chips, Likeness.READINGS);
        out.println();
    }

    private void row(String what, DoubleSummaryStatistics distances) {
        out.printf(
                "  %-38s %6.2f %%  %6.2f %%  %6.2f %%%n",
                what, PERCENT * distances.getAverage(), PERCENT * distances.getMin(), PERCENT * distances.getMax());
    }

    void trial(Trial trial) {
        out.printf("Of %d blocks of 512 cells, each enrolled and then read once,%n", trial.blocks());
        row("found their seed again", trial.recovered(), trial.blocks());
        row("were refused, and gave no key at all", trial.refused(), trial.blocks());
        row("gave a wrong key", trial.wrong(), trial.blocks());
        out.printf(
                "Up to %d wrong cells in a block are corrected. With more, a chip notices and gives nothing.%n",
                Trial.CORRECTABLE);
        out.flush();
    }

    private void row(String what, int blocks, int all) {
        out.printf("  %-38s %6d    %6.2f %%%n", what, blocks, share(blocks, all));
    }

    private static double share(int part, int all) {
        return PERCENT * part / all;
    }

    private static BitSet differences(BitSet a, BitSet b) {
        var differences = (BitSet) a.clone();
        differences.xor(b);
        return differences;
    }
}
