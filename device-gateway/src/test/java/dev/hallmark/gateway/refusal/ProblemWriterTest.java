package dev.hallmark.gateway.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemWriterTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private void start() {
        new ProblemWriter(null, new ObjectMapper(), meters).start(new StartupEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unavailable", "too-many-requests", "internal-error"})
    void aReasonIsCountedFromNoneOn(String reason) {
        start();

        assertThat(meters.get("hallmark.gateway.refused")
                        .tag("reason", reason)
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void everyRefusalHasACounter() {
        start();

        assertThat(meters.get("hallmark.gateway.refused").counters()).hasSize(Refusal.values().length + 1);
    }
}
