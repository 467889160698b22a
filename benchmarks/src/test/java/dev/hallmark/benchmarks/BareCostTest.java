package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BareCostTest {

    /** So many in a second that each kind takes one millisecond of a journey. */
    private static final Map<Primitive, Double> ONE_MILLISECOND_EACH = Map.of(
            Primitive.SIGN, 5_000.0,
            Primitive.VERIFY, 6_000.0,
            Primitive.AGREE, 4_000.0,
            Primitive.DIGEST, 40_000.0,
            Primitive.ENCRYPT, 24_000.0);

    @Test
    void isTheSumOfWhatOneJourneyNeeds() {
        var cost = BareCost.of(ONE_MILLISECOND_EACH, 20);

        assertThat(cost.milliseconds()).isEqualTo(5);
        assertThat(cost.operations().get("P-256 signatures")).isEqualTo(new BareCost.Operation(5, 5_000, 1));
        assertThat(cost.operations()).hasSize(Primitive.values().length);
    }

    @Test
    void theRatioIsHowManyTimesItTheWholeTakes() {
        assertThat(BareCost.of(ONE_MILLISECOND_EACH, 20).ratio()).isEqualTo(4);
        assertThat(BareCost.of(ONE_MILLISECOND_EACH, 7.5).ratio()).isEqualTo(1.5);
    }
}
