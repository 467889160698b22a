package dev.hallmark.attestation.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the comparison of times sees and what it does not, on times as a busy machine makes them. */
class RelativeTimesTest {

    private static final int KINDS = 5;
    private static final int ROUNDS = 1_000;
    private static final long TYPICAL = 1_000_000;

    @Test
    void equalKindsAreNeverFarApartHoweverNoisyTheMachine() {
        for (int seed = 0; seed < 300; seed++) {
            assertThat(times(seed, 0).largestDistance()).as("seed %d", seed).isLessThan(IndistinguishableIT.FARTHEST);
        }
    }

    @Test
    void aKindThatTakesAQuarterLongerIsFound() {
        for (int seed = 0; seed < 100; seed++) {
            assertThat(times(seed, TYPICAL / 4).largestDistance())
                    .as("seed %d", seed)
                    .isGreaterThan(IndistinguishableIT.FARTHEST);
        }
    }

    /** Drifting load, a scatter of a fifth, and now and then a pause of ten times the typical. */
    private static RelativeTimes<Integer> times(int seed, long more) {
        var random = new Random(seed);
        var times = new RelativeTimes<Integer>();
        double load = 1;
        for (int round = 0; round < ROUNDS; round++) {
            load = Math.max(1, load + random.nextGaussian() / 10);
            var nanos = new HashMap<Integer, Long>();
            for (int kind = 0; kind < KINDS; kind++) {
                double scatter = Math.exp(random.nextGaussian() / 5);
                double pause = random.nextInt(50) == 0 ? 10 : 1;
                nanos.put(kind, (long) (load * ((kind == 0 ? more : 0) + TYPICAL * scatter * pause)));
            }
            times.add(nanos);
        }
        return times;
    }
}
