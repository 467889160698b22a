package dev.hallmark.device.cli;

import dev.hallmark.device.chip.Conditions;
import dev.hallmark.device.chip.HammingDistances;
import dev.hallmark.device.chip.ReliabilityTrial;
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
        description = "Show a simulated chip, and how reliably such chips reconstruct their keys.")
final class ChipCommand implements Callable<Integer> {

    private static final int PERCENT = 100;
    private static final int MOST_NOISE = 50;
    private static final int CHIPS = 20;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--noise",
            defaultValue = "4",
            description = "Percentage of cells that are misread (default: ${DEFAULT-VALUE}).")
    private double noise;

    @Option(
            names = "--temperature",
            defaultValue = "25",
            description =
                    "Temperature at which the chip is read, in °C; it was enrolled at 25 (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Number of the chip to show (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--blocks",
            converter = AtLeastOne.class,
            defaultValue = "8000",
            description = "Blocks of cells to test, eight per chip (default: ${DEFAULT-VALUE}).")
    private int blocks;

    @Override
    public Integer call() {
        var conditions = conditions();
        var sheet = new ChipReport(spec.commandLine().getOut(), Ansi.AUTO);
        sheet.portrait(seed, conditions);
        sheet.likeness(HammingDistances.of(CHIPS, conditions, seed), CHIPS);
        var trial = ReliabilityTrial.of(blocks, conditions, seed);
        sheet.trial(trial);
        return trial.wrong() == 0 ? 0 : 1;
    }

    private Conditions conditions() {
        if (!(noise >= 0 && noise < MOST_NOISE)) {
            throw wrong("--noise is a percentage of at least 0 and less than 50, not " + noise);
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
