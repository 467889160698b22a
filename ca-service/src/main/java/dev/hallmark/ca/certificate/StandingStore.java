package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.RevocationReason;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The standings of devices, and what follows for their certificates; CRLs and events say so only afterwards. */
@ApplicationScoped
public class StandingStore {

    private static final Logger LOG = Logger.getLogger(StandingStore.class);

    /**
     * Locks the device, known or not, and keeps the newest standing; nothing is newer than a revocation. What is as new
     * as the standing that is known goes through as well: a token may have brought that one, and has done nothing more.
     */
    private static final String STANDING = "insert into device as known (id, tenant, standing, version, generation)"
            + " values ($1, $2, $3, $4, $5) on conflict (id) do update set standing = excluded.standing,"
            + " version = greatest(known.version, excluded.version),"
            + " generation = greatest(known.generation, excluded.generation)"
            + " where known.standing <> 'revoked' and (known.version <= excluded.version"
            + " or excluded.standing = 'revoked')";

    private static final String CHANGE =
            " crl_number = null, released_at = null, released_by = null, changes = changes + 1";

    private static final String WITHDRAW = "update certificate set open = false,"
            + " tbs = null, state = case state when 'pending' then 'abandoned' else 'revoked' end,"
            + " revoked_at = $2, reason = $4, revoked_by = $3," + CHANGE
            + " where device = $1 and state in ('pending', 'active', 'held')";

    private static final String HOLD = "update certificate set state = 'held',"
            + " revoked_at = $2, reason = 'certificateHold', revoked_by = $3," + CHANGE
            + " where device = $1 and state = 'active' and not_after > $2";

    private static final String RELEASE = "update certificate set state = 'active',"
            + " revoked_at = null, reason = null, revoked_by = null, crl_number = null,"
            + " released_at = $2, released_by = $3, changes = changes + 1"
            + " where device = $1 and state = 'held' and not held_by_hand";

    private final Clock clock;

    StandingStore(Clock clock) {
        this.clock = clock;
    }

    /** Takes in a move of a device, unless something newer is known, and does to its certificates what it means. */
    Uni<Void> apply(SqlClient transaction, Event event, DeviceMoved moved) {
        var device = moved.device();
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(
                        id(moved), event.tenant().name(), standing(moved), device.version(), device.generation()))
                .chain(stored ->
                        stored.rowCount() == 0 ? Uni.createFrom().voidItem() : follow(transaction, event, moved));
    }

    /**
     * Releases what was held for the suspension of a device that is locked, and good again.
     *
     * @return of how many certificates
     */
    public Uni<Integer> release(SqlClient transaction, DeviceId device, String actor) {
        return change(transaction, RELEASE, values(device, actor));
    }

    private Uni<Void> follow(SqlClient transaction, Event event, DeviceMoved moved) {
        var device = moved.device().deviceId();
        var values = values(device, event.actor());
        var changed =
                switch (moved.device().standing()) {
                    case ACTIVE -> change(transaction, RELEASE, values);
                    case SUSPENDED, UNKNOWN -> change(transaction, HOLD, values);
                    case RETIRED, REVOKED -> change(transaction, WITHDRAW, values.addString(reason(moved)));
                    case TRANSFERRING -> Uni.createFrom().item(0);
                };
        return changed.invoke(count -> LOG.infof("device %s device=%s certificates=%d", standing(moved), device, count))
                .replaceWithVoid();
    }

    private static Uni<Integer> change(SqlClient transaction, String statement, Tuple values) {
        return transaction.preparedQuery(statement).execute(values).map(done -> done.rowCount());
    }

    private Tuple values(DeviceId device, String actor) {
        return Tuple.of(Buffer.buffer(device.bytes()), now(), actor);
    }

    /** What an operator says of a revocation counts when it is a reason of the standard. */
    private static String reason(DeviceMoved moved) {
        return RevocationReason.given(moved.reason())
                .filter(given -> moved.device().standing() == Standing.REVOKED)
                .orElse(RevocationReason.CESSATION_OF_OPERATION)
                .label();
    }

    private static String standing(DeviceMoved moved) {
        return moved.device().standing().name().toLowerCase(Locale.ROOT);
    }

    private static Buffer id(DeviceMoved moved) {
        return Buffer.buffer(moved.device().deviceId().bytes());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }
}
