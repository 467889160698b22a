package dev.hallmark.ca.issuance;

import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Forgets expired tokens. */
@ApplicationScoped
class TokenUpkeep {

    private static final Logger LOG = Logger.getLogger(TokenUpkeep.class);

    private final IntentStore store;

    TokenUpkeep(IntentStore store) {
        this.store = store;
    }

    @Scheduled(
            every = "10m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = ShuttingDown.class)
    Uni<Void> forgetTokens() {
        return store.forgetTokens()
                .onFailure()
                .invoke(e -> LOG.warnf("expired tokens not deleted yet, the next attempt follows: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
