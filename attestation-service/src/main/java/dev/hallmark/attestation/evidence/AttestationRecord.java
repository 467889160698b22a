package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.refusal.Outcomes;
import dev.hallmark.attestation.refusal.RefusalReason;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.attestation.DeviceAttested;
import dev.hallmark.messaging.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Records a successful attestation, with its event in the same statement. */
@ApplicationScoped
class AttestationRecord {

    private static final Logger LOG = Logger.getLogger(AttestationRecord.class);

    /**
     * Pins the key at first contact and writes the event, if the device still is what the evidence was judged by: of a
     * revocation and an attestation at one moment, whichever commits first is seen by the other.
     */
    private static final String ATTESTED =
            """
            with attested as (
                update device set pinned_key = coalesce(pinned_key, $3), bootcount = coalesce($4, bootcount),
                                  claims = $5::text::json
                where id = $1 and version = $2 and standing = 'ACTIVE' and (bootcount is null or bootcount <= $4)
                returning id
            )
            insert into outbox (topic, key, headers, data) select $6, $7, $8, $9 from attested
            """;

    private final Pool pool;
    private final Events events;
    private final Outcomes outcomes;

    AttestationRecord(Pool pool, Events events, Outcomes outcomes) {
        this.pool = pool;
        this.events = events;
        this.outcomes = outcomes;
    }

    /** Fails with {@link EvidenceRefused} when the device has changed since its challenge was consumed. */
    Uni<Void> attested(AppraisedEvidence appraised, String mediaType) {
        var event = attestedEvent(appraised, mediaType);
        return pool.preparedQuery(ATTESTED)
                .execute(parameters(appraised, event))
                .chain(result -> {
                    if (result.rowCount() == 0) {
                        return Uni.createFrom().failure(new EvidenceRefused(RefusalReason.CHANGED));
                    }
                    outcomes.attested();
                    LOG.infof(
                            "device attested device=%s tenant=%s",
                            appraised.device().id(), event.tenant());
                    return Uni.createFrom().voidItem();
                });
    }

    private static Tuple parameters(AppraisedEvidence appraised, Event event) {
        var bootcount = appraised.evidence().bootcount();
        var row = OutboxRow.of(event);
        return Tuple.tuple()
                .addValue(Buffer.buffer(appraised.device().id().bytes()))
                .addLong(appraised.device().version())
                .addValue(Buffer.buffer(appraised.identityKey()))
                .addLong(bootcount.isPresent() ? bootcount.getAsLong() : null)
                .addString(appraised.evidence().claims().toString())
                .addString(row.topic())
                .addString(row.key())
                .addString(row.headers())
                .addString(row.data());
    }

    private Event attestedEvent(AppraisedEvidence appraised, String mediaType) {
        var device = appraised.device();
        var softwareVersion = appraised.evidence().softwareVersion();
        var data = new DeviceAttested(
                device.id(),
                device.batch().orElse(null),
                device.policy().orElse(null),
                device.generation(),
                mediaType,
                appraised.trustworthiness().status(),
                appraised.trustworthiness().trust(),
                softwareVersion.isPresent() ? softwareVersion.getAsLong() : null);
        return events.of(device.tenant(), data);
    }
}
