package dev.hallmark.audit.retention;

import dev.hallmark.audit.TenantFaults;
import dev.hallmark.audit.checkpoint.Statements;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Cuts off what is older than a tenant's retention: the records up to the last checkpoint that is older.
 *
 * <ol>
 *   <li>Sign and publish a statement of what will be cut off, and of the hash at the cut.
 *   <li>Delete it, as the owner of the database. After a crash in between the next run deletes it.
 * </ol>
 *
 * <p>The newest record always stays: the next one continues it.
 */
@Wellness
@ApplicationScoped
class Retention implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String DELETE = "delete from record where tenant = ? and sequence <= ?"
            + " and sequence < (select max(sequence) from record where tenant = ?)";

    private final Statements statements;
    private final Map<String, Duration> retention;
    private final AgroalDataSource owner;
    private final Vertx vertx;
    private final Clock clock;
    private final TenantFaults faults = new TenantFaults("expired records of the audit trail are not cut off");

    Retention(
            Statements statements,
            RetentionSettings settings,
            @DataSource("owner") AgroalDataSource owner,
            Vertx vertx,
            Clock clock) {
        this.statements = statements;
        this.retention = Map.copyOf(settings.retention());
        this.owner = owner;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** A setting that would delete what has just come stops the start. */
    void check(@Observes StartupEvent start) {
        retention.forEach((tenant, kept) -> {
            if (kept.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalStateException(
                        "hallmark.audit.retention.%s is %s; at least PT24H is accepted".formatted(tenant, kept));
            }
        });
    }

    @Scheduled(
            every = "1h",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> cut() {
        return Multi.createFrom()
                .iterable(retention.entrySet())
                .onItem()
                .transformToUniAndConcatenate(one -> attempt(TenantId.of(one.getKey()), one.getValue()))
                .onItem()
                .ignore()
                .toUni();
    }

    private Uni<Void> attempt(TenantId tenant, Duration kept) {
        return cut(tenant, kept)
                .invoke(() -> faults.mended(tenant))
                .onFailure()
                .invoke(fault -> faults.found(tenant, fault))
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public HealthCheckResponse call() {
        return faults.response("audit retention");
    }

    /** Cuts off the records of a tenant that were signed longer ago than this. */
    Uni<Void> cut(TenantId tenant, Duration kept) {
        return deleteCut(tenant)
                .chain(() -> statements.cut(tenant, clock.instant().minus(kept)))
                .chain(() -> deleteCut(tenant));
    }

    private Uni<Void> deleteCut(TenantId tenant) {
        return statements.lastCut(tenant).chain(cut -> cut.map(said -> delete(tenant, said.sequence()))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> delete(TenantId tenant, long last) {
        return vertx.executeBlocking(() -> deleteRows(tenant, last), false)
                .invoke(deleted -> Optional.of(deleted)
                        .filter(count -> count > 0)
                        .ifPresent(count ->
                                LOG.infof("audit records cut off tenant=%s last=%d records=%d", tenant, last, count)))
                .replaceWithVoid();
    }

    private Integer deleteRows(TenantId tenant, long last) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, tenant.name());
            statement.setLong(2, last);
            statement.setString(3, tenant.name());
            return statement.executeUpdate();
        }
    }
}
