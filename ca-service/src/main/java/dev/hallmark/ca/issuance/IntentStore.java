package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is about to be signed, or finds what was written down before. */
@ApplicationScoped
class IntentStore {

    /** A key is the device's that first had it certified. Whoever claims a key and locks a device does it in this order. */
    private static final String CLAIM = "insert into operational_key as known (key, device) values (%s, %s)"
            + " on conflict (key) do update set device = known.device returning device";

    private static final String OWNER = CLAIM.formatted("$1", "$2");

    /**
     * A device that this service has never met, which is nearly every one: one statement. The device's new row is what
     * makes it safe; whoever finds the row there goes the long way.
     */
    private static final String FIRST = "with owner as (" + CLAIM.formatted("$7", "$1") + "),"
            + " met as (insert into device (id, tenant, standing, version, generation)"
            + " select $1, $2, 'active', $3, $11 from owner where device = $1 on conflict do nothing returning id),"
            + " intent as (insert into certificate (" + IntentRow.COLUMNS + ") select " + IntentRow.VALUES
            + " from met returning serial)"
            + " insert into enrolment_token (id, request, serial, expires_at)"
            + " select $4, $18, serial, $19 from intent returning serial";

    /**
     * Locks the device. A token of a newer version than the last event knows better than that event, but for
     * revocation, which is final; and when it tells the end of a suspension, what was held for that is released.
     */
    private static final String LOCK = "with locked as ("
            + "insert into device as known (id, tenant, standing, version, generation)"
            + " values ($1, $2, 'active', $3, $4) on conflict (id) do update set"
            + " tenant = case when excluded.version > known.version then excluded.tenant else known.tenant end,"
            + " standing = case when excluded.version > known.version and known.standing <> 'revoked'"
            + " then 'active' else known.standing end,"
            + " version = case when known.standing <> 'revoked' then greatest(known.version, excluded.version)"
            + " else known.version end,"
            + " generation = greatest(known.generation, excluded.generation) returning id, standing, generation),"
            + " released as (update certificate set state = 'active', revoked_at = null, reason = null,"
            + " revoked_by = null, crl_number = null, released_at = $5, released_by = 'ca-service',"
            + " changes = changes + 1 from locked where device = locked.id and locked.standing = 'active'"
            + " and state = 'held' and not held_by_hand)"
            + " select standing, generation from locked";

    private static final String KNOWN = "select c.*, least(c.not_after, c.supersede_at) as good_until,"
            + " t.request as token_request from certificate c"
            + " left join enrolment_token t on t.serial = c.serial and t.id = $2"
            + " where c.device = $1 and (c.open or c.serial = $3 or t.id is not null)";

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
     * The certificate that answers the order: {@code planned}, committed as pending, or one that was there.
     *
     * @return fails with a {@link CaException} when the device or its licence is not to have one
     */
    Uni<KnownCertificate> write(Order order, Intent planned) {
        return order.current().isPresent() ? decide(order, planned) : writeFirst(order, planned);
    }

    private Uni<KnownCertificate> writeFirst(Order order, Intent planned) {
        return pool.preparedQuery(FIRST)
                .execute(IntentRow.parameters(order, planned))
                .chain(first ->
                        first.rowCount() == 1 ? Uni.createFrom().item(pending(planned)) : decide(order, planned));
    }

    private Uni<KnownCertificate> decide(Order order, Intent planned) {
        return pool.withTransaction(transaction -> lock(transaction, planned)
                .chain(() -> known(transaction, order))
                .map(known -> Decision.of(known, planned, order, clock.instant()))
                .chain(decision -> switch (decision) {
                    case Decision.Existing existing -> useLicence(transaction, order, existing.certificate());
                    case Decision.Fresh fresh -> writeAnother(transaction, order, planned, fresh);
                }));
    }

    private Uni<Void> lock(SqlClient transaction, Intent planned) {
        return transaction
                .preparedQuery(OWNER)
                .execute(Tuple.of(
                        Buffer.buffer(planned.key()),
                        Buffer.buffer(planned.device().bytes())))
                .invoke(owner -> requireOwn(owner.iterator().next(), planned))
                .chain(owner -> transaction
                        .preparedQuery(LOCK)
                        .execute(IntentRow.device(planned)
                                .addInteger(planned.terms().generation())
                                .addOffsetDateTime(
                                        IntentRow.time(clock.instant().truncatedTo(ChronoUnit.SECONDS)))))
                .invoke(locked -> requireWelcome(locked.iterator().next(), planned))
                .replaceWithVoid();
    }

    private static Uni<List<KnownCertificate>> known(SqlClient transaction, Order order) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(
                        Buffer.buffer(order.device().bytes()),
                        order.licence().id(),
                        order.current().map(SerialNumber::hex).orElse(null)))
                .map(IntentStore::known);
    }

    private static Uni<KnownCertificate> useLicence(SqlClient transaction, Order order, KnownCertificate existing) {
        return transaction
                .preparedQuery(USE_TOKEN)
                .execute(Tuple.of(
                        order.licence().id(),
                        Buffer.buffer(order.request().infoDigest()),
                        existing.intent().serial().hex(),
                        IntentRow.time(order.licence().expiresAt())))
                .replaceWith(existing);
    }

    private static Uni<KnownCertificate> writeAnother(
            SqlClient transaction, Order order, Intent planned, Decision.Fresh fresh) {
        var intent = planned.replacing(fresh.replaced().orElse(null));
        return close(transaction, fresh.closed())
                .chain(closed -> transaction.preparedQuery(ANOTHER).execute(IntentRow.parameters(order, intent)))
                .replaceWith(pending(intent));
    }

    private static Uni<Void> close(SqlClient transaction, Optional<String> serial) {
        return serial.map(one ->
                        transaction.preparedQuery(CLOSE).execute(Tuple.of(one)).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void requireOwn(Row owner, Intent planned) {
        if (!DeviceId.of(owner.getBuffer("device").getBytes()).equals(planned.device())) {
            throw new CaException(CaException.Code.REQUEST_NOT_ALLOWED, "The key is another device's.");
        }
    }

    private static void requireWelcome(Row device, Intent planned) {
        if (!"active".equals(device.getString("standing"))
                || device.getInteger("generation") > planned.terms().generation()) {
            throw Refusals.notActive();
        }
    }

    private static List<KnownCertificate> known(RowSet<Row> rows) {
        var known = new ArrayList<KnownCertificate>();
        rows.forEach(row -> known.add(IntentRow.read(row)));
        return known;
    }

    private static KnownCertificate pending(Intent intent) {
        return new KnownCertificate(
                intent, KnownCertificate.State.PENDING, Optional.empty(), true, intent.notAfter(), Optional.empty());
    }
}
