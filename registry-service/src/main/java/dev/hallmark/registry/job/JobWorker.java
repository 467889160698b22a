package dev.hallmark.registry.job;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.time.ShuttingDown;
import dev.hallmark.events.audit.AuditRecorded.Target;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.audit.AuditTrail;
import dev.hallmark.registry.device.DeviceService;
import dev.hallmark.registry.device.DeviceView;
import dev.hallmark.registry.device.LifecycleOrder;
import dev.hallmark.registry.refusal.RegistryException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Carries jobs out, chunk by chunk. A chunk is one transaction: the devices, their events and audit records, and the
 * progress of the job; so a crash only delays it, and replicas share the jobs between them.
 */
@ApplicationScoped
class JobWorker {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    /** Devices that are locked together. */
    private static final int CHUNK = 50;

    private static final String METRIC = "hallmark.registry.job.devices";

    private final Pool pool;
    private final JobStore jobs;
    private final DeviceService devices;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final MeterRegistry metrics;

    /** What came of a chunk. */
    private record Tally(List<DeviceId> changed, List<DeviceId> unchanged, Map<DeviceId, String> refusals) {

        Tally() {
            this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        }

        void count(DeviceId device, DeviceView after) {
            (after.notice() == null ? changed : unchanged).add(device);
        }
    }

    JobWorker(Pool pool, JobStore jobs, DeviceService devices, Outbox outbox, AuditTrail audit, MeterRegistry metrics) {
        this.pool = pool;
        this.jobs = jobs;
        this.devices = devices;
        this.outbox = outbox;
        this.audit = audit;
        this.metrics = metrics;
    }

    /** Continues all running jobs, each by a chunk in turn. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> run() {
        return Multi.createBy()
                .repeating()
                .uni(this::nextChunk)
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(e -> LOG.warnf("jobs are retried: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Returns whether there was one. */
    private Uni<Boolean> nextChunk() {
        return pool.withTransaction(transaction -> jobs.next(transaction)
                .chain(next -> next.isEmpty()
                        ? Uni.createFrom().item(false)
                        : chunk(transaction, next.get()).replaceWith(true)));
    }

    private Uni<Void> chunk(SqlConnection transaction, JobStore.Running job) {
        return jobs.left(transaction, job, CHUNK)
                .chain(left -> left.isEmpty() ? complete(transaction, job) : carryOut(transaction, job, left));
    }

    private Uni<Void> carryOut(SqlConnection transaction, JobStore.Running job, List<DeviceId> left) {
        var tally = new Tally();
        return Multi.createFrom()
                .iterable(left)
                .onItem()
                .transformToUniAndConcatenate(device -> carryOut(transaction, job, device, tally))
                .onItem()
                .ignoreAsUni()
                .chain(() -> jobs.advance(transaction, job, tally.changed(), tally.unchanged(), tally.refusals()))
                .invoke(() -> measure(tally));
    }

    private Uni<Void> carryOut(SqlConnection transaction, JobStore.Running job, DeviceId device, Tally tally) {
        var order = new LifecycleOrder(
                job.command().each(),
                job.tenant(),
                job.actor(),
                job.reason(),
                target -> audit.done(job.began(), target, job.reason()));
        return devices.carryOut(transaction, order, device)
                .invoke(view -> tally.count(device, view))
                .replaceWithVoid()
                .onFailure(RegistryException.class)
                .recoverWithUni(refused -> {
                    tally.refusals().put(device, refused.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> complete(SqlConnection transaction, JobStore.Running job) {
        var target = new Target("job", job.id().toString());
        return jobs.close(transaction, job.tenant(), job.id(), Job.State.COMPLETED)
                .chain(() -> outbox.append(transaction, audit.done(job.began(), target, job.reason())))
                .invoke(() -> LOG.infof("job completed job=%s tenant=%s", job.id(), job.tenant()));
    }

    private void measure(Tally tally) {
        metrics.counter(METRIC, "outcome", "changed").increment(tally.changed().size());
        metrics.counter(METRIC, "outcome", "unchanged")
                .increment(tally.unchanged().size());
        metrics.counter(METRIC, "outcome", "refused").increment(tally.refusals().size());
    }
}
