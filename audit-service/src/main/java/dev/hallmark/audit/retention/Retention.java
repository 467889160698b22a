package dev.hallmark.audit.retention;

import dev.hallmark.audit.checkpoint.Statements;
import dev.hallmark.audit.trail.TrailRecord;
import dev.hallmark.audit.trail.TrailStore;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.events.audit.chain.SignedStatement;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
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
import org.jboss.logging.Logger;

/**
 * Cuts off what is older than a tenant's retention.
 *
 * <ol>
 *   <li>Sign and publish a statement of what will be cut off, and of the hash at the cut.
 *   <li>Delete it, as the owner of the database. After a crash in between the next run deletes it.
 * </ol>
 *
 * <p>The newest record always stays: the next one continues it.
 */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final String DELETE = "delete from record where tenant = ? and sequence <= ?";

    private final TrailStore trail;
    private final Statements statements;
    private final Map<String, Duration> retention;
    private final AgroalDataSource owner;
    private final Vertx vertx;
    private final Clock clock;

    Retention(
            TrailStore trail,
            Statements statements,
            RetentionSettings settings,
            @DataSource("owner") AgroalDataSource owner,
            Vertx vertx,
            Clock clock) {
        this.trail = trail;
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
                .transformToUniAndConcatenate(one -> cut(TenantId.of(one.getKey()), one.getValue())
                        .onFailure()
                        .invoke(fault -> LOG.errorf(
                                "records not cut off, the next attempt follows tenant=%s: %s", one.getKey(), fault))
                        .onFailure()
                        .recoverWithNull())
                .onItem()
                .ignore()
                .toUni();
    }

    /** Cuts off the records of a tenant that were stored longer ago than this. */
    Uni<Void> cut(TenantId tenant, Duration kept) {
        return deleteCut(tenant)
                .chain(() -> trail.expired(tenant, clock.instant().minus(kept)))
                .chain(expired -> expired.map(last -> cut(tenant, last))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> cut(TenantId tenant, TrailRecord last) {
        return trail.first(tenant)
                .chain(first -> statements.cut(tenant, first.orElse(last).sequence(), last))
                .chain(() -> deleteCut(tenant));
    }

    private Uni<Void> deleteCut(TenantId tenant) {
        return statements.lastCut(tenant).chain(cut -> cut.map(said -> delete(tenant, said))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> delete(TenantId tenant, SignedStatement cut) {
        var last = cut.content().sequence();
        return vertx.executeBlocking(() -> delete(tenant, last), false)
                .invoke(deleted -> Optional.of(deleted)
                        .filter(count -> count > 0)
                        .ifPresent(count ->
                                LOG.infof("audit records cut off tenant=%s last=%d records=%d", tenant, last, count)))
                .replaceWithVoid();
    }

    private Integer delete(TenantId tenant, long last) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.prepareStatement(DELETE)) {
            statement.setString(1, tenant.name());
            statement.setLong(2, last);
            return statement.executeUpdate();
        }
    }
}
