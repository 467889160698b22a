package dev.hallmark.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.embedded.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OutboxLagIT {

    @Inject
    OutboxLag lag;

    @Inject
    MeterRegistry meters;

    @Test
    void whatWaitsIsMeasuredAndNothingWaitsWhenAllIsSent() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(lag.measured()).hasValue(new OutboxLag.Lag(0, 0)));
        assertThat(meters.get("hallmark.outbox.events").gauge().value()).isZero();
        assertThat(meters.get("hallmark.outbox.age").gauge().value()).isZero();
    }
}
