package dev.hallmark.ca.certificate;

import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * How many certificates are good, and how many are listed by CRLs as revoked or on hold: counted now and then, in two indexes
 * without a look at the rows. A count that would take longer than a quarter of a minute is given up, and the last one stands.
 */
@ApplicationScoped
class CertificateCounts {

    private static final Logger LOG = Logger.getLogger(CertificateCounts.class);

    private static final String ACTIVE = "active";
    private static final String LISTED = "listed";

    private static final String LIMIT = "set local statement_timeout = '15s'";

    static final String COUNT = "select tenant, '" + ACTIVE + "' as state, count(*) as certificates from certificate"
            + " where state = 'active' and not_after > now() group by tenant"
            + " union all select tenant, '" + LISTED + "', sum(certificates)::bigint from authority join"
            + " (select authority, count(*) as certificates from certificate"
            + " where state in ('revoked', 'held') and not_after > now() group by authority) counted"
            + " on authority.id = counted.authority group by tenant";

    private final Pool pool;
    private final Authorities authorities;
    private final MeterRegistry meters;
    private final AtomicReference<Map<Key, Long>> counted = new AtomicReference<>();

    private record Key(String tenant, String state) {}

    CertificateCounts(Pool pool, Authorities authorities, MeterRegistry meters) {
        this.pool = pool;
        this.authorities = authorities;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        authorities.tenants().forEach(this::register);
    }

    @Scheduled(
            every = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> count() {
        return pool.withTransaction(
                        transaction -> transaction.query(LIMIT).execute().chain(() -> transaction
                                .query(COUNT)
                                .execute()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toUnmodifiableMap(
                                row -> new Key(row.getString("tenant"), row.getString("state")),
                                row -> row.getLong("certificates"))))
                .invoke(counted::set)
                .replaceWithVoid()
                .onFailure()
                .invoke(fault -> LOG.debug("certificates are not counted", fault))
                .onFailure()
                .recoverWithNull();
    }

    private void register(TenantId tenant) {
        register(new Key(tenant.name(), ACTIVE));
        register(new Key(tenant.name(), LISTED));
    }

    private void register(Key key) {
        Gauge.builder("hallmark.certificates", () -> value(key))
                .tag("tenant", key.tenant())
                .tag("state", key.state())
                .description("certificates that have not expired, counted every five minutes")
                .register(meters);
    }

    /** No number until they have been counted once. */
    private double value(Key key) {
        var counts = counted.get();
        return counts == null ? Double.NaN : counts.getOrDefault(key, 0L);
    }
}
