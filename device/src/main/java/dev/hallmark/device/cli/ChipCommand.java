package dev.hallmark.device.cli;

import dev.hallmark.device.chip.Conditions;
import dev.hallmark.device.chip.Likeness;
import dev.hallmark.device.chip.Trial;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "chip",
        mixinStandardHelpOptions = true,
        description = "Show a simulated chip, and how reliably chips like it find their keys again.")
final class ChipCommand implements Callable<Integer> {

    private static final int PERCENT = 100;
    private static final int MOST_NOISE = 50;
    private static final int CHIPS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--noise",
            defaultValue = "4",
            description = "How many percent of the cells read wrongly (default: ${DEFAULT-VALUE}).")
    private double noise;

    @Option(
            names = "--temperature",
            defaultValue = "25",
            description = "Where the chip is read, in °C; it was enrolled at 25 (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another number shows another chip (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--blocks",
            converter = AtLeastOne.class,
            defaultValue = "8000",
            description = "Blocks of cells to try, eight to a chip (default: ${DEFAULT-VALUE}).")
    private int blocks;

    @Override
    public Integer call() {
        var conditions = conditions();
        var sheet = new ChipSheet(spec.commandLine().getOut(), Ansi.AUTO);
        sheet.portrait(seed, conditions);
        sheet.likeness(Likeness.of(CHIPS, conditions, seed), CHIPS);
        var trial = Trial.of(blocks, conditions, seed);
        sheet.trial(trial);
        return trial.wrong() == 0 ? 0 : 1;
    }

    private Conditions conditions() {
        if (!(noise >= 0 && noise < MOST_NOISE)) {
            throw wrong("--noise is a percentage of at least 0 and less than 50: " + noise);
        }
        try {
            return new Conditions(noise / PERCENT, temperature);
        } catch (IllegalArgumentException e) {
            throw wrong("--temperature: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
