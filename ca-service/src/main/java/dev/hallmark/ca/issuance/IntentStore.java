package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is about to be signed, or finds what was written down before. */
@ApplicationScoped
class IntentStore {

    /**
     * A device that this service has never met, which is nearly every one: one statement. The device's new row is what
     * makes it safe; whoever finds the row there goes the long way.
     */
    private static final String FIRST = "with met as (insert into device (id, tenant, standing, version)"
            + " values ($1, $2, 'active', $3) on conflict do nothing returning id),"
            + " intent as (insert into certificate (" + IntentRow.COLUMNS + ") select " + IntentRow.VALUES
            + " from met returning serial)"
            + " insert into enrolment_token (id, request, serial, expires_at)"
            + " select $4, $18, serial, $19 from intent returning serial";

    /**
     * Locks the device. A token of a newer version than the last event knows better than that event, but for
     * revocation, which is final.
     */
    private static final String LOCK = "insert into device as known (id, tenant, standing, version)"
            + " values ($1, $2, 'active', $3) on conflict (id) do update set"
            + " tenant = case when excluded.version > known.version then excluded.tenant else known.tenant end,"
            + " standing = case when excluded.version > known.version and known.standing <> 'revoked'"
            + " then 'active' else known.standing end,"
            + " version = case when known.standing <> 'revoked' then greatest(known.version, excluded.version)"
            + " else known.version end returning standing";

    private static final String KNOWN = "select c.*, t.request as token_request from certificate c"
            + " left join enrolment_token t on t.serial = c.serial and t.id = $2"
            + " where c.device = $1 and (c.open or t.id is not null)";

    private static final String CLOSE = "update certificate set open = false,"
            + " state = case state when 'pending' then 'abandoned' else state end where serial = $1";

    private static final String ANOTHER =
            "with met as (select $1::bytea as id, $2::text as tenant, $3::bigint as version),"
                    + " intent as (insert into certificate (" + IntentRow.COLUMNS + ") select " + IntentRow.VALUES
                    + " from met returning serial)"
                    + " insert into enrolment_token (id, request, serial, expires_at)"
                    + " select $4, $18, serial, $19 from intent returning serial";

    private static final String USE_TOKEN = "insert into enrolment_token (id, request, serial, expires_at)"
            + " values ($1, $2, $3, $4) on conflict do nothing";

    private final Pool pool;
    private final Clock clock;

    IntentStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * The certificate that answers the enrolment: {@code planned}, committed as pending, or one that was there.
     *
     * @return fails with a {@link CaException} when the device or its token is not to have one
     */
    Uni<KnownCertificate> write(Enrolment enrolment, Intent planned) {
        return pool.preparedQuery(FIRST)
                .execute(IntentRow.parameters(enrolment, planned))
                .chain(first -> first.rowCount() == 1
                        ? Uni.createFrom().item(pending(planned))
                        : pool.withTransaction(transaction -> decide(transaction, enrolment, planned)));
    }

    private Uni<KnownCertificate> decide(SqlClient transaction, Enrolment enrolment, Intent planned) {
        return transaction
                .preparedQuery(LOCK)
                .execute(IntentRow.device(planned))
                .invoke(IntentStore::requireActive)
                .chain(locked -> transaction
                        .preparedQuery(KNOWN)
                        .execute(Tuple.of(
                                Buffer.buffer(planned.device().bytes()),
                                enrolment.device().tokenId())))
                .map(rows ->
                        Decision.of(known(rows), planned, enrolment.request().infoDigest(), clock.instant()))
                .chain(decision -> switch (decision) {
                    case Decision.Existing existing -> useToken(transaction, enrolment, existing.certificate());
                    case Decision.Fresh fresh -> writeAnother(transaction, enrolment, planned, fresh);
                });
    }

    private static Uni<KnownCertificate> useToken(
            SqlClient transaction, Enrolment enrolment, KnownCertificate existing) {
        return transaction
                .preparedQuery(USE_TOKEN)
                .execute(Tuple.of(
                        enrolment.device().tokenId(),
                        Buffer.buffer(enrolment.request().infoDigest()),
                        existing.intent().serial().hex(),
                        IntentRow.time(java.time.Instant.ofEpochSecond(
                                enrolment.device().expiresAt()))))
                .replaceWith(existing);
    }

    private static Uni<KnownCertificate> writeAnother(
            SqlClient transaction, Enrolment enrolment, Intent planned, Decision.Fresh fresh) {
        var intent = planned.replacing(fresh.replaced().orElse(null));
        return close(transaction, fresh.closed())
                .chain(closed -> transaction.preparedQuery(ANOTHER).execute(IntentRow.parameters(enrolment, intent)))
                .replaceWith(pending(intent));
    }

    private static Uni<Void> close(SqlClient transaction, Optional<String> serial) {
        return serial.map(one ->
                        transaction.preparedQuery(CLOSE).execute(Tuple.of(one)).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void requireActive(RowSet<Row> locked) {
        if (!"active".equals(locked.iterator().next().getString("standing"))) {
            throw Refusals.notActive();
        }
    }

    private static List<KnownCertificate> known(RowSet<Row> rows) {
        var known = new ArrayList<KnownCertificate>();
        rows.forEach(row -> known.add(IntentRow.read(row)));
        return known;
    }

    private static KnownCertificate pending(Intent intent) {
        return new KnownCertificate(intent, KnownCertificate.State.PENDING, Optional.empty(), true, Optional.empty());
    }
}
