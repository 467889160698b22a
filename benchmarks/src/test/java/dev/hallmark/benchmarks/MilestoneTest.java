package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MilestoneTest {

    private static final long BEGUN = 7_000;

    @Test
    void eachStretchHasItsTimeWhereverItWasLookedAt() {
        var pace = Milestone.pace(
                BEGUN, List.of(Optional.empty(), at(500_000, 5_000), at(1_500_000, 15_000), at(3_500_000, 25_000)));

        assertThat(pace.p50()).isEqualTo(Duration.ofMillis(1));
        assertThat(pace.max()).isEqualTo(Duration.ofNanos(1_500_000));
    }

    @Test
    void aLookMayPassSeveralMarksAtOnce() {
        var pace = Milestone.pace(BEGUN, List.of(at(6_000_000, 30_000)));

        assertThat(pace.p50()).isEqualTo(Duration.ofMillis(2));
        assertThat(pace.max()).isEqualTo(Duration.ofMillis(2));
    }

    private static Optional<Milestone> at(long nanos, long rows) {
        return Optional.of(new Milestone(BEGUN + nanos, rows));
    }
}
