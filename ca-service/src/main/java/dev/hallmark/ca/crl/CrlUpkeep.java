package dev.hallmark.ca.crl;

import dev.hallmark.ca.authority.Authorities;
import dev.hallmark.commons.fault.Faults;
import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Every second: makes missing authorities, at the first start, and issues the CRLs that are due, so that
 * they follow after a fault or a crash. Until that has succeeded once the service is not ready.
 */
@Readiness
@ApplicationScoped
class CrlUpkeep implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(CrlUpkeep.class);
    private static final String NOT_YET = "the authorities are being read";

    private final Authorities authorities;
    private final CrlPublisher publisher;
    private final AtomicReference<String> waitsFor = new AtomicReference<>(NOT_YET);
    private final AtomicReference<String> logged = new AtomicReference<>("");

    CrlUpkeep(Authorities authorities, CrlPublisher publisher) {
        this.authorities = authorities;
        this.publisher = publisher;
    }

    /** A setting that would let CRLs expire stops the start. */
    void check(@Observes StartupEvent start, CrlSettings settings) {
        if (settings.refreshAfter().multipliedBy(2).compareTo(settings.validity()) > 0) {
            throw new IllegalStateException(
                    "hallmark.ca.crl.refresh-after is more than half of hallmark.ca.crl.validity");
        }
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> keepUp() {
        return authorities
                .ensure()
                .chain(publisher::publish)
                .invoke(this::done)
                .onFailure()
                .invoke(this::failed)
                .onFailure()
                .recoverWithNull();
    }

    private void done() {
        waitsFor.set("");
        logged.set("");
    }

    @Override
    public HealthCheckResponse call() {
        var fault = waitsFor.get();
        var response = HealthCheckResponse.named("authorities and CRLs");
        return (fault.isEmpty() ? response : response.withData("waits-for", fault))
                .status(!authorities.all().isEmpty() && !NOT_YET.equals(fault))
                .build();
    }

    /** A fault that lasts is logged once. CRLs are good for days, so the service stays ready. */
    private void failed(Throwable fault) {
        var before = waitsFor.get();
        var message = String.valueOf(fault.getMessage());
        if (!message.equals(logged.getAndSet(message))) {
            LOG.warnf(
                    Faults.passing(fault) ? null : fault,
                    "CRLs not published; attempts follow each second: %s",
                    message);
        }
        if (!NOT_YET.equals(before)) {
            waitsFor.set(message);
        }
    }
}
