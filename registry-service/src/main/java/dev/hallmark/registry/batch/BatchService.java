package dev.hallmark.registry.batch;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.registry.policy.Policy;
import dev.hallmark.registry.policy.PolicyRepository;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** Creates, moves and finds batches. */
@ApplicationScoped
class BatchService {

    private static final Logger LOG = Logger.getLogger(BatchService.class);

    private final BatchRepository batches;
    private final BatchMoveRepository moves;
    private final PolicyRepository policies;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    BatchService(
            BatchRepository batches,
            BatchMoveRepository moves,
            PolicyRepository policies,
            Outbox outbox,
            AuditTrail audit,
            Clock clock) {
        this.batches = batches;
        this.moves = moves;
        this.policies = policies;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Creates a batch, whose name must be new and whose policy must be known. */
    @WithTransaction
    Uni<Batch> create(TenantId tenant, String actor, NewBatch wanted) {
        return policies.named(tenant, wanted.policy())
                .call(() -> batches.nameTaken(tenant, wanted.name().strip()).invoke(BatchService::refuse))
                .chain(policy -> batches.persistAndFlush(new Batch(tenant, wanted, policy, actor, clock.instant())))
                .onFailure(ConstraintViolationException.class)
                .transform(twoAtOnce -> taken())
                .call(batch -> outbox.append(audit.done(target(batch))))
                .invoke(batch -> LOG.infof("batch created batch=%s tenant=%s actor=%s", batch.id(), tenant, actor));
    }

    /** Moves a batch to another policy; its devices follow. One that is under that policy already stays as it is. */
    @WithTransaction
    Uni<Batch> move(TenantId tenant, String actor, UUID id, NewMove wanted) {
        return policies.named(tenant, wanted.policy()).chain(policy -> batches.locked(tenant, id)
                .call(batch -> batch.isUnder(policy)
                        ? Uni.createFrom().voidItem()
                        : move(batch, policy, wanted.reason(), actor)));
    }

    private Uni<Void> move(Batch batch, Policy policy, String reason, String actor) {
        return moves.supersede(batch.id())
                .chain(() -> moves.persist(batch.moveTo(policy, reason, actor, clock.instant())))
                .chain(() -> outbox.append(audit.done(target(batch), reason)))
                .invoke(() -> LOG.infof("batch moves batch=%s policy=%s actor=%s", batch.id(), policy.id(), actor))
                .replaceWithVoid();
    }

    /** Its last move to another policy; null when there was none. */
    @WithSession
    Uni<BatchMove> lastMove(UUID batch) {
        return moves.last(batch);
    }

    @WithSession
    Uni<Batch> named(TenantId tenant, String idOrName) {
        return batches.named(tenant, idOrName);
    }

    @WithSession
    Uni<List<Batch>> after(TenantId tenant, String name, int limit) {
        return batches.after(tenant, name, limit);
    }

    private static Target target(Batch batch) {
        return new Target("batch", batch.id().toString());
    }

    private static void refuse(boolean nameTaken) {
        if (nameTaken) {
            throw taken();
        }
    }

    private static RegistryException taken() {
        return new RegistryException(Refusal.BATCH_NAME_TAKEN, "There is a batch of this name.").with("field", "name");
    }
}
