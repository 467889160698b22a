package dev.hallmark.attestation.result;

import dev.hallmark.commons.time.ShuttingDown;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * This replica's signing key. A key signs only after its public half is committed, so whoever sees a token finds its
 * key in the JWKS; a replica that dies leaves a public half that signs nothing and is swept in its time.
 */
@ApplicationScoped
class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    /** A new key is made this long before the old one ends, so that no device waits for it. */
    private static final Duration AHEAD = Duration.ofSeconds(30);
    /** Verifiers allow for clocks that differ; the key stays as long. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final SigningKeyTable table;
    private final ResultConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final AtomicReference<SigningKey> current = new AtomicReference<>();

    SigningKeys(SigningKeyTable table, ResultConfig config, Clock clock, Vertx vertx) {
        this.table = table;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** A key that is published. */
    Uni<SigningKey> current() {
        var key = current.get();
        return key != null && key.signsAt(clock.instant()) ? Uni.createFrom().item(key) : replace();
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = ShuttingDown.class)
    Uni<Void> rotate() {
        var key = current.get();
        var isDue = key == null || !key.signsAt(clock.instant().plus(AHEAD));
        return isDue ? replace().chain(table::sweep) : Uni.createFrom().voidItem();
    }

    /** Whether this replica can sign without making a device wait. */
    boolean published() {
        return current.get() != null;
    }

    private Uni<SigningKey> replace() {
        var signsUntil = clock.instant().plus(config.keyLifetime());
        return vertx.executeBlocking(() -> SigningKey.create(signsUntil), false)
                .call(this::publish)
                .invoke(key -> {
                    current.set(key);
                    LOG.infof(
                            "signing key published kid=%s until=%s",
                            key.verificationKey().kid(), key.signsUntil());
                });
    }

    private Uni<Void> publish(SigningKey key) {
        return table.publish(
                key.verificationKey(),
                key.signsUntil().plus(ResultTokens.LIFETIME).plus(SKEW));
    }
}
