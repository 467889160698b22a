package dev.hallmark.attestation.refusal;

import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.attestation.AttestationFailed;
import dev.hallmark.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes refusals for operators: one event and one log line each. The device learns nothing of them. */
@ApplicationScoped
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    private final Pool pool;
    private final Outbox outbox;
    private final Events events;
    private final Outcomes outcomes;

    Refusals(Pool pool, Outbox outbox, Events events, Outcomes outcomes) {
        this.pool = pool;
        this.outbox = outbox;
        this.events = events;
        this.outcomes = outcomes;
    }

    /** A crash before this leaves a used nonce and no event: the attempt failed, and only its record is lost. */
    public Uni<Void> publish(Refusal refusal) {
        return publish(List.of(refusal));
    }

    public Uni<Void> publish(List<Refusal> refusals) {
        refusals.forEach(refusal -> outcomes.refused(refusal.reason()));
        refusals.forEach(refusal -> LOG.infof(
                "attestation refused device=%s tenant=%s reason=%s",
                refusal.device(), refusal.tenant(), refusal.reason().text()));
        return outbox.append(pool, refusals.stream().map(this::event).toList());
    }

    private Event event(Refusal refusal) {
        var failed = new AttestationFailed(
                refusal.device(), refusal.batch().orElse(null), refusal.reason().text());
        return events.of(refusal.tenant(), failed);
    }
}
