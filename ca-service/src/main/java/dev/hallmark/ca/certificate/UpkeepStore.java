package dev.hallmark.ca.certificate;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What the service does to certificates and tokens when their time has come. */
@ApplicationScoped
class UpkeepStore {

    /** What is being changed waits for the next time. */
    private static final String SUPERSEDE = "update certificate set state = 'revoked', open = false,"
            + " revoked_at = $1, reason = 'superseded', revoked_by = 'ca-service', crl_number = null,"
            + " released_at = null, released_by = null, changes = changes + 1"
            + " where serial in (select serial from certificate where state in ('active', 'held')"
            + " and supersede_at <= $1 for update skip locked)";

    private static final String FORGET = "delete from enrolment_token where expires_at < $1";

    private final Pool pool;
    private final Clock clock;

    UpkeepStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
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
