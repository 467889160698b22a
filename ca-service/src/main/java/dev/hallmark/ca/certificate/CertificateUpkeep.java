package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.CrlPublisher;
import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What becomes due with time. */
@ApplicationScoped
class CertificateUpkeep {

    private static final Logger LOG = Logger.getLogger(CertificateUpkeep.class);

    private final UpkeepStore store;
    private final CrlPublisher crls;

    CertificateUpkeep(UpkeepStore store, CrlPublisher crls) {
        this.store = store;
        this.crls = crls;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> supersede() {
        return store.supersede()
                .chain(count -> count == 0 ? Uni.createFrom().voidItem() : crls.publish())
                .onFailure()
                .invoke(e -> LOG.warnf("superseded certificates wait: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> forgetTokens() {
        return store.forgetTokens()
                .onFailure()
                .invoke(e -> LOG.warnf("expired tokens wait: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
