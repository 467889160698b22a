package dev.hallmark.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ConsumerHealthTest {

    private final ConsumerFaults faults = new ConsumerFaults();
    private final ConsumerHealth health = new ConsumerHealth(faults);

    @Test
    void aConsumerThatWaitsShowsWithItsFault() {
        faults.waits("effects", new IOException("Connection refused"));

        var shown = health.call();

        assertThat(shown.getStatus()).isEqualTo(Status.DOWN);
        assertThat(shown.getData()).hasValueSatisfying(data -> assertThat(data.get("effects"))
                .asString()
                .startsWith("waits since ")
                .endsWith("for: Connection refused"));
    }

    @Test
    void aConsumerThatGoesOnShowsNoLonger() {
        faults.waits("effects", new IOException("Connection refused"));

        faults.resumes("effects");

        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        assertThat(health.call().getData()).isEmpty();
    }
}
