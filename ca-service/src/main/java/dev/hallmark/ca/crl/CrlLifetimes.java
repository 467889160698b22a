package dev.hallmark.ca.crl;

import dev.hallmark.commons.time.ShuttingDown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How old the published CRLs are, and how long they are still valid. Each replica reads it, not only the one that issues them.
 * One that cannot read goes on with what it has read: a CRL that was published lasts no shorter than that.
 */
@ApplicationScoped
class CrlLifetimes {

    private static final Logger LOG = Logger.getLogger(CrlLifetimes.class);

    private final CrlStore store;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, CrlStore.Oldest> oldest = new ConcurrentHashMap<>();

    CrlLifetimes(CrlStore store, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> measure() {
        return store.oldest()
                .invoke(found -> found.forEach(this::put))
                .replaceWithVoid()
                .onFailure()
                .invoke(fault -> LOG.debug("the age of CRLs cannot be read", fault))
                .onFailure()
                .recoverWithNull();
    }

    private void put(CrlStore.Oldest crl) {
        if (oldest.put(crl.authority(), crl) == null) {
            register(crl.authority());
        }
    }

    private void register(String authority) {
        Gauge.builder("hallmark.crl.age", () -> age(oldest.get(authority)))
                .tag("authority", authority)
                .description("how long ago the oldest CRL of the authority was issued")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("hallmark.crl.remaining", () -> remaining(oldest.get(authority)))
                .tag("authority", authority)
                .description("how long until the nextUpdate of the CRL of the authority that ends first")
                .baseUnit("seconds")
                .register(meters);
    }

    private double age(CrlStore.Oldest crl) {
        return Duration.between(crl.thisUpdate(), clock.instant()).toSeconds();
    }

    private double remaining(CrlStore.Oldest crl) {
        return Duration.between(clock.instant(), crl.nextUpdate()).toSeconds();
    }
}
