package dev.hallmark.device.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The figures of the protocol's §7: of 8,000 blocks 0 fail at 4 %, about 1 at 6 %, about 417 at 8 %. */
class ReliabilityTrialTest {

    private static final int BLOCKS = 8_000;

    @Test
    void atFourPercentEveryBlockIsReconstructed() {
        assertThat(ReliabilityTrial.of(BLOCKS, Conditions.noise(0.04), 1))
                .isEqualTo(new ReliabilityTrial(BLOCKS, BLOCKS, 0, 0));
    }

    @Test
    void atSixPercentHardlyAnyFails() {
        var trial = ReliabilityTrial.of(BLOCKS, Conditions.noise(0.06), 1);

        // 1 expected: more than 5 would be one series in 1,700
        assertThat(trial.refused()).isLessThanOrEqualTo(5);
        assertThat(trial.recovered()).isEqualTo(BLOCKS - trial.refused());
    }

    @Test
    void atEightPercentOneInTwentyFails() {
        var trial = ReliabilityTrial.of(BLOCKS, Conditions.noise(0.08), 1);

        // 417 expected, with a deviation of 20
        assertThat(trial.refused()).isCloseTo(417, within(60));
        assertThat(trial.recovered()).isEqualTo(BLOCKS - trial.refused());
    }

    @Test
    void farAboveItsLimitAChipFailsCleanly() {
        assertThat(ReliabilityTrial.of(160, Conditions.noise(0.2), 1)).isEqualTo(new ReliabilityTrial(160, 0, 160, 0));
    }

    @Test
    void heatAddsToNoise() {
        assertThat(ReliabilityTrial.of(160, new Conditions(0.04, 125), 1).refused())
                .isZero();
        assertThat(ReliabilityTrial.of(160, new Conditions(0.04, 300), 1).refused())
                .isBetween(80, 130);
    }

    @Test
    void theSameSeriesGivesTheSameFigures() {
        var trial = ReliabilityTrial.of(80, Conditions.noise(0.09), 3);

        assertThat(trial).isEqualTo(ReliabilityTrial.of(80, Conditions.noise(0.09), 3));
        assertThat(trial.refused()).isBetween(5, 40);
    }

    @Test
    void readingsOfAChipAreAlikeAndTwoChipsAreNot() {
        var likeness = HammingDistances.of(10, Conditions.USUAL, 1);

        assertThat(likeness.intra().getAverage()).isCloseTo(0.044, within(0.004));
        assertThat(likeness.intra().getMax()).isLessThan(0.07);
        assertThat(likeness.inter().getAverage()).isCloseTo(0.5, within(0.01));
        assertThat(likeness.inter().getMin()).isGreaterThan(0.45);
        assertThat(likeness.inter().getCount()).isEqualTo(45);
    }
}
