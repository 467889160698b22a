package dev.hallmark.device.cli;

import dev.hallmark.device.chip.CellArray;
import dev.hallmark.device.chip.Conditions;
import dev.hallmark.device.chip.HammingDistances;
import dev.hallmark.device.chip.ReliabilityTrial;
import dev.hallmark.device.chip.Silicon;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import picocli.CommandLine.Help.Ansi;

/** Prints a chip and its statistics. */
final class ChipReport {

    private static final double PERCENT = 100;

    private final PrintWriter out;
    private final Ansi ansi;

    ChipReport(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void portrait(long number, Conditions conditions) {
        var random = new SplittableRandom(number);
        var portrait = new CellArray(Silicon.specimen(number, 0), conditions, random);
        var reading = portrait.read(conditions, random);
        var odd = differences(portrait.enrolled(), reading);
        out.printf(
                "Simulated chip %d: one reading of its %d × %d cells, at %.0f °C and %.1f %% noise%n",
                number, CellArray.SIDE, CellArray.SIDE, conditions.temperature(), PERCENT * conditions.bitErrorRate());
        out.println();
        out.print(new CellPicture(reading, odd, CellArray.SIDE).text(ansi));
        out.println();
        out.printf("Manufacturing tips each cell to one side, differently in every chip. Noise and heat flip a few:%n");
        out.printf(
                "%d of %d cells (%.1f %%) differ from those that the chip was enrolled with%s.%n",
                odd.cardinality(),
                CellArray.CELLS,
                share(odd.cardinality(), CellArray.CELLS),
                ansi.enabled() ? ", here in red" : "");
        out.println();
    }

    void likeness(HammingDistances likeness, int chips) {
        out.printf("Cells that differ between                    mean       min       max%n");
        row("a chip at enrolment, and later", likeness.intra());
        row("two chips", likeness.inter());
        out.printf("(%d chips, each read %d times, in all pairs)%n", chips, HammingDistances.READINGS);
        out.println();
    }

    private void row(String what, DoubleSummaryStatistics distances) {
        out.printf(
                "  %-38s %6.2f %%  %6.2f %%  %6.2f %%%n",
                what, PERCENT * distances.getAverage(), PERCENT * distances.getMin(), PERCENT * distances.getMax());
    }

    void trial(ReliabilityTrial trial) {
        out.printf("Of %d blocks of 512 cells, each enrolled and then read once,%n", trial.blocks());
        row("reconstructed their seed", trial.recovered(), trial.blocks());
        row("failed, and gave no key", trial.refused(), trial.blocks());
        row("gave a wrong key", trial.wrong(), trial.blocks());
        out.printf(
                "A chip corrects up to %d wrong cells in a block. With more, it detects the failure and gives no key.%n",
                ReliabilityTrial.CORRECTABLE);
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
