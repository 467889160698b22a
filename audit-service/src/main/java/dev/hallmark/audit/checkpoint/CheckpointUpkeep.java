package dev.hallmark.audit.checkpoint;

import dev.hallmark.audit.TenantFaults;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.events.audit.chain.Statement;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Makes the checkpoints that are due; of several replicas the first makes it. */
@Wellness
@ApplicationScoped
class CheckpointUpkeep implements HealthCheck {

    private final Statements statements;
    private final VerifiedStatements verified;
    private final CheckpointAge age;
    private final CheckpointSettings settings;
    private final Clock clock;
    private final List<TenantId> tenants;
    private final TenantFaults faults = new TenantFaults("no checkpoint of the audit trail");

    CheckpointUpkeep(
            Statements statements,
            VerifiedStatements verified,
            CheckpointAge age,
            CheckpointSettings settings,
            Clock clock,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.statements = statements;
        this.verified = verified;
        this.age = age;
        this.settings = settings;
        this.clock = clock;
        this.tenants = tenants.stream().map(TenantId::of).toList();
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> keepUp() {
        return Multi.createFrom()
                .iterable(tenants)
                .onItem()
                .transformToUniAndConcatenate(this::keepUp)
                .onItem()
                .ignore()
                .toUni();
    }

    private Uni<Void> keepUp(TenantId tenant) {
        return verified.end(tenant)
                .chain(end -> end.checkpoint()
                        .map(Statement::at)
                        .filter(this::isRecent)
                        .map(at -> Uni.createFrom().voidItem().invoke(() -> age.made(tenant, at)))
                        .orElseGet(() -> statements.checkpoint(tenant).replaceWithVoid()))
                .invoke(() -> faults.mended(tenant))
                .onFailure()
                .invoke(fault -> faults.found(tenant, fault))
                .onFailure()
                .recoverWithNull();
    }

    /** One of the future would put off the next until then. */
    private boolean isRecent(Instant at) {
        var now = clock.instant();
        return !at.isAfter(now) && at.plus(settings.every()).isAfter(now);
    }

    @Override
    public HealthCheckResponse call() {
        return faults.response("audit checkpoints");
    }
}
