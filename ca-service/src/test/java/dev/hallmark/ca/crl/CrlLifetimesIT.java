package dev.hallmark.ca.crl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.ca.testing.Service;
import dev.hallmark.ca.testing.Surroundings;
import dev.hallmark.embedded.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class CrlLifetimesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Inject
    CrlLifetimes lifetimes;

    @Inject
    CrlSettings settings;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void authoritiesAreReady() {
        Service.awaitReady();
    }

    @Test
    void ageAndRestOfAnAuthoritysCrlsAreItsValidity() {
        lifetimes.measure().await().atMost(TIMEOUT);

        var age = seconds("hallmark.crl.age");
        var remaining = seconds("hallmark.crl.remaining");
        assertThat(age).isBetween(0.0, (double) settings.refreshAfter().toSeconds());
        assertThat(age + remaining)
                .isBetween(
                        settings.validity().minusMinutes(1).toSeconds() * 1.0,
                        settings.validity().plusDays(1).toSeconds() * 1.0);
    }

    private double seconds(String meter) {
        return meters.get(meter).tag("authority", "default-issuing-1").gauge().value();
    }
}
