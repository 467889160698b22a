package dev.hallmark.attestation.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Outcomes outcomes = new Outcomes(meters);

    @Test
    void everyOutcomeIsCountedFromNoneOn() {
        outcomes.start(new StartupEvent());

        assertThat(meters.get("hallmark.attestations").counters())
                .hasSize(RefusalReason.values().length + 1)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void refusalsAreCountedByReason() {
        outcomes.attested();
        outcomes.refused(RefusalReason.SIGNATURE);
        outcomes.refused(RefusalReason.SIGNATURE);

        assertThat(count("attested", "")).isEqualTo(1);
        assertThat(count("refused", "signature")).isEqualTo(2);
    }

    private double count(String outcome, String reason) {
        return meters.get("hallmark.attestations")
                .tags("outcome", outcome, "reason", reason)
                .counter()
                .count();
    }
}
