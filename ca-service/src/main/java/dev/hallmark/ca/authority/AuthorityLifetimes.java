package dev.hallmark.ca.authority;

import dev.hallmark.commons.time.ShuttingDown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** For how long the certificates of authorities are still valid. */
@ApplicationScoped
class AuthorityLifetimes {

    private final Authorities authorities;
    private final MeterRegistry meters;
    private final Clock clock;

    AuthorityLifetimes(Authorities authorities, MeterRegistry meters, Clock clock) {
        this.authorities = authorities;
        this.meters = meters;
        this.clock = clock;
    }

    /** Of memory alone: authorities that have been made or read since. */
    @Scheduled(every = "10s", skipExecutionIf = ShuttingDown.class)
    void register() {
        authorities.all().forEach(this::register);
    }

    /** Again, it changes nothing. */
    void register(Authority authority) {
        var end = authority.certificate().getNotAfter().toInstant();
        Gauge.builder("hallmark.authority.remaining", () -> seconds(end))
                .tag("tenant", authority.tenant().name())
                .tag("authority", authority.id())
                .tag("kind", authority.kind().label())
                .description("how long the authority's certificate is still valid")
                .baseUnit("seconds")
                .register(meters);
    }

    private double seconds(Instant end) {
        return Duration.between(clock.instant(), end).toSeconds();
    }
}
