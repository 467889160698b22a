package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void countsUserAndSystemTimeOfAProcessAndOfItsEndedChildren() {
        var stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 10 20 30 40 1000 200 30 4 20 0 12 0 500 1 2 3";

        assertThat(ProcessorTime.ticks(stat)).isEqualTo(1234);
    }

    @Test
    void takesWhatWasThereBeforeOff() {
        var taken = ProcessorTime.difference(Map.of("ca", 1.5, "gone", 4.0), Map.of("ca", 4.0, "new", 2.0));

        assertThat(taken).containsExactlyInAnyOrderEntriesOf(Map.of("ca", 2.5, "new", 2.0));
    }

    @Test
    void isGivenForEachDeviceInMilliseconds() {
        var cost = DeviceCost.of(Map.of("ca", 2.5, "load", 1.0), 1_000);

        assertThat(cost.byProcess()).containsExactlyInAnyOrderEntriesOf(Map.of("ca", 2.5, "load", 1.0));
        assertThat(cost.milliseconds()).isEqualTo(3.5);
    }
}
