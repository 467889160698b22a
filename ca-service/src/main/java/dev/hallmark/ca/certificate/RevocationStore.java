package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.RevocationReason;
import dev.hallmark.events.Event;
import dev.hallmark.events.registry.DeviceRevoked;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/** Marks certificates as revoked; a CRL says so only afterwards, and the event after that. */
@ApplicationScoped
class RevocationStore {

    private static final Logger LOG = Logger.getLogger(RevocationStore.class);

    /** Locks the device, known or not, and keeps the newest standing; nothing is newer than a revocation. */
    private static final String STANDING = "insert into device as known (id, tenant, standing, version)"
            + " values ($1, $2, $3, $4) on conflict (id) do update set"
            + " standing = excluded.standing, version = greatest(known.version, excluded.version)"
            + " where known.standing <> 'revoked' and (known.version < excluded.version"
            + " or excluded.standing = 'revoked')";

    private static final String WITHDRAW = "update certificate set open = false,"
            + " tbs = null, state = case state when 'pending' then 'abandoned' else 'revoked' end,"
            + " revoked_at = $2, reason = $3, revoked_by = $4 where device = $1 and state in ('pending', 'active')";

    private static final String SUPERSEDE = "update certificate set state = 'revoked', open = false,"
            + " revoked_at = $1, reason = 'superseded', revoked_by = 'ca-service'"
            + " where state = 'active' and supersede_at <= $1";

    private static final String FORGET = "delete from enrolment_token where expires_at < $1";

    private final Pool pool;
    private final Clock clock;

    RevocationStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Revokes what the device has, and keeps it from getting more. */
    Uni<Void> revoke(SqlClient transaction, Event event, DeviceRevoked revoked) {
        var device = revoked.device();
        var id = Buffer.buffer(device.deviceId().bytes());
        var reason = RevocationReason.given(revoked.reason()).orElse(RevocationReason.CESSATION_OF_OPERATION);
        return transaction
                .preparedQuery(STANDING)
                .execute(Tuple.of(id, event.tenant().name(), "revoked", device.version()))
                .chain(stored ->
                        transaction.preparedQuery(WITHDRAW).execute(Tuple.of(id, now(), reason.label(), event.actor())))
                .invoke(done -> LOG.infof(
                        "device revoked device=%s reason=%s certificates=%d",
                        device.deviceId(), reason.label(), done.rowCount()))
                .replaceWithVoid();
    }

    /** Revokes certificates whose successors have been in use for the profile's grace. */
    Uni<Integer> supersede() {
        return pool.preparedQuery(SUPERSEDE).execute(Tuple.of(now())).map(done -> done.rowCount());
    }

    /** Forgets tokens that nobody can use any more, an hour after their end. */
    Uni<Void> forgetTokens() {
        Instant before = clock.instant().minus(1, ChronoUnit.HOURS);
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }
}
