package dev.hallmark.device.chip;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a chip does whenever its keys are wanted, at the usual noise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReconstructionBenchmark {

    private final Chip chip = Chip.enrol(Silicon.specimen(1, 1), Conditions.USUAL, new Random(1));

    /** Cells read, noise corrected, helper data checked: the seed. */
    @Benchmark
    public Object seed() throws ReconstructionFailedException {
        return chip.keys(0).seed();
    }

    /** The seed, and both key pairs of it. */
    @Benchmark
    public Object keys() throws ReconstructionFailedException {
        return chip.unlock();
    }
}
