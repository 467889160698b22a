package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.CrlPublisher;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Revokes certificates whose successors have taken over, and has that published. */
@ApplicationScoped
class CertificateUpkeep {

    private static final Logger LOG = Logger.getLogger(CertificateUpkeep.class);

    private final CertificateStates states;
    private final CrlPublisher crls;

    CertificateUpkeep(CertificateStates states, CrlPublisher crls) {
        this.states = states;
        this.crls = crls;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> supersede() {
        return states.revokeSuperseded()
                .chain(count -> count == 0 ? Uni.createFrom().voidItem() : crls.publish())
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "superseded certificates not revoked yet, the next attempt follows: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
