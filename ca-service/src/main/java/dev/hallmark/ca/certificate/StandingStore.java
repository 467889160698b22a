package dev.hallmark.ca.certificate;

import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.ca.state.RevocationReason;
import dev.hallmark.events.Event;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The standings of devices, and what follows for their certificates; CRLs and events are published afterwards. */
@ApplicationScoped
class StandingStore {

    private static final Logger LOG = Logger.getLogger(StandingStore.class);

    /**
     * Locks the device, or inserts it, and stores the standing unless a newer one is stored; a revocation is final. The
     * same version is applied as well: a token may have brought it, and tokens hold and revoke nothing.
     */
    private static final String STANDING = "insert into device as known (id, tenant, standing, version, generation)"
            + " values ($1, $2, $3, $4, $5) on conflict (id) do update set standing = excluded.standing,"
            + " version = greatest(known.version, excluded.version),"
            + " generation = greatest(known.generation, excluded.generation)"
            + " where known.standing <> 'revoked' and (known.version <= excluded.version"
            + " or excluded.standing = 'revoked')";

    private final CertificateStates states;

    StandingStore(CertificateStates states) {
        this.states = states;
    }

    /** Stores the standing that an event brings, unless a newer one is known, and changes the device's certificates. */
    Uni<Void> apply(SqlClient transaction, Event event, DeviceMoved moved) {
        var device = moved.device();
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(
                        id(moved), event.tenant().name(), standing(moved), device.version(), device.generation()))
                .chain(stored ->
                        stored.rowCount() == 0 ? Uni.createFrom().voidItem() : follow(transaction, event, moved));
    }

    private Uni<Void> follow(SqlClient transaction, Event event, DeviceMoved moved) {
        var device = moved.device().deviceId();
        var changed =
                switch (moved.device().standing()) {
                    case ACTIVE -> states.releaseAll(transaction, device, event.actor());
                    case SUSPENDED, UNKNOWN -> states.holdAll(transaction, device, event.actor());
                    case RETIRED, REVOKED -> states.revokeAll(transaction, device, reason(moved), event.actor());
                    case TRANSFERRING -> Uni.createFrom().item(0);
                };
        return changed.invoke(count -> LOG.infof("device %s device=%s certificates=%d", standing(moved), device, count))
                .replaceWithVoid();
    }

    /** An operator's reason is kept when it is one of RFC 5280. */
    private static RevocationReason reason(DeviceMoved moved) {
        return RevocationReason.given(moved.reason())
                .filter(given -> moved.device().standing() == Standing.REVOKED)
                .orElse(RevocationReason.CESSATION_OF_OPERATION);
    }

    private static String standing(DeviceMoved moved) {
        return moved.device().standing().name().toLowerCase(Locale.ROOT);
    }

    private static Buffer id(DeviceMoved moved) {
        return Buffer.buffer(moved.device().deviceId().bytes());
    }
}
