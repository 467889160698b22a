package dev.hallmark.registry.job;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.audit.AuditRecorded;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What operators do with jobs. */
@ApplicationScoped
class JobService {

    private final Pool pool;
    private final JobStore jobs;
    private final JobSelection selection;
    private final Outbox outbox;
    private final AuditTrail audit;

    JobService(Pool pool, JobStore jobs, JobSelection selection, Outbox outbox, AuditTrail audit) {
        this.pool = pool;
        this.jobs = jobs;
        this.selection = selection;
        this.outbox = outbox;
        this.audit = audit;
    }

    Uni<JobPreview> preview(TenantId tenant, NewJob wanted) {
        return selection.preview(pool, tenant, wanted);
    }

    /** Begins a job, or finds the one that the same request has begun before. */
    Uni<Job> begin(TenantId tenant, UUID id, NewJob wanted) {
        var began = audit.started(new Target("job", id.toString()));
        return pool.withTransaction(transaction -> jobs.open(transaction, id, wanted, (AuditRecorded) began.data())
                .chain(opened -> opened
                        ? select(transaction, tenant, id, wanted).chain(() -> outbox.append(transaction, began))
                        : Uni.createFrom().voidItem())
                .chain(() -> jobs.find(transaction, tenant, id)));
    }

    private Uni<Void> select(SqlConnection transaction, TenantId tenant, UUID id, NewJob wanted) {
        return selection
                .keep(transaction, tenant, id, wanted)
                .invoke(devices -> requireExpected(wanted, devices))
                .chain(devices -> jobs.count(transaction, tenant, id, devices));
    }

    private static void requireExpected(NewJob wanted, long devices) {
        if (wanted.expected() != null && wanted.expected() != devices) {
            throw new RegistryException(
                            Refusal.SELECTION_CHANGED,
                            "These are %d devices now, not %d. Nothing was done; look at them again."
                                    .formatted(devices, wanted.expected()))
                    .with("devices", devices);
        }
    }

    /** Ends a job before its end; one that is over stays as it is. What was done stays done. */
    Uni<Job> cancel(TenantId tenant, UUID id, String reason) {
        var done = audit.done(new Target("job", id.toString()), reason);
        return pool.withTransaction(transaction -> jobs.close(transaction, tenant, id, Job.State.CANCELLED)
                .chain(cancelled -> cancelled
                        ? outbox.append(transaction, done)
                        : Uni.createFrom().voidItem())
                .chain(() -> jobs.find(transaction, tenant, id)));
    }
}
