package dev.hallmark.audit.checkpoint;

import dev.hallmark.commons.identity.TenantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** For how long the last checkpoint of each tenant has been the last one. */
@ApplicationScoped
class CheckpointAge {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<TenantId, Instant> last = new ConcurrentHashMap<>();

    CheckpointAge(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void made(TenantId tenant, Instant at) {
        if (last.put(tenant, at) == null) {
            Gauge.builder("hallmark.audit.checkpoint.age", () -> age(tenant))
                    .tags(Tags.of("tenant", tenant.name()))
                    .description("how long ago the last checkpoint was signed")
                    .baseUnit("seconds")
                    .register(meters);
        }
    }

    private double age(TenantId tenant) {
        return Duration.between(last.get(tenant), clock.instant()).toMillis() / 1000.0;
    }
}
