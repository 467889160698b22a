package dev.hallmark.audit.checkpoint;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/** Makes the checkpoints that are due; of several replicas the first makes it. */
@Wellness
@ApplicationScoped
class CheckpointUpkeep implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(CheckpointUpkeep.class);

    private final Statements statements;
    private final StatementStore store;
    private final CheckpointAge age;
    private final CheckpointSettings settings;
    private final Clock clock;
    private final List<TenantId> tenants;
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    CheckpointUpkeep(
            Statements statements,
            StatementStore store,
            CheckpointAge age,
            CheckpointSettings settings,
            Clock clock,
            @ConfigProperty(name = "hallmark.tenants") List<String> tenants) {
        this.statements = statements;
        this.store = store;
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
        return store.last(tenant)
                .chain(last -> last.map(one -> one.content().at())
                        .filter(at -> at.plus(settings.every()).isAfter(clock.instant()))
                        .map(at -> Uni.createFrom().voidItem().invoke(() -> age.made(tenant, at)))
                        .orElseGet(() -> statements.checkpoint(tenant).replaceWithVoid()))
                .invoke(() -> faults.remove(tenant.name()))
                .onFailure()
                .invoke(fault -> failed(tenant, fault))
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("audit checkpoints").status(faults.isEmpty());
        new TreeMap<>(faults).forEach(response::withData);
        return response.build();
    }

    /** A fault that lasts is logged once. */
    private void failed(TenantId tenant, Throwable fault) {
        if (faults.put(tenant.name(), String.valueOf(fault.getMessage())) == null) {
            LOG.errorf("no checkpoint of the audit trail, the next attempt follows tenant=%s: %s", tenant, fault);
        }
    }
}
