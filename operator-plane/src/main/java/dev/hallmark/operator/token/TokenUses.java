package dev.hallmark.operator.token;

import dev.hallmark.commons.limit.TokenBuckets;
import dev.hallmark.events.Events;
import dev.hallmark.events.token.TokenUsed;
import dev.hallmark.messaging.outbox.Outbox;
import dev.hallmark.operator.access.MachineToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Reports when a machine token was used last: once a minute per token and replica, and no request waits long for it. */
@ApplicationScoped
class TokenUses {

    private static final Logger LOG = Logger.getLogger(TokenUses.class);
    private static final double ONE_A_MINUTE = 1.0 / 60;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Events events;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;
    private final TokenBuckets due = new TokenBuckets(ONE_A_MINUTE, 1, System::nanoTime);

    TokenUses(Events events, Outbox outbox, Pool pool, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /** Never fails: that a use could not be reported is no reason to refuse it. */
    Uni<Void> report(MachineToken token) {
        return due.take(token.id().toString()).isEmpty()
                ? append(token, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> append(MachineToken token, Instant now) {
        var used = events.of(token.tenant(), new TokenUsed(token.tenant(), token.id(), now));
        return outbox.append(pool, used)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(fault -> LOG.debugf("use of a token not reported token=%s: %s", token.id(), fault))
                .onFailure()
                .recoverWithNull();
    }
}
