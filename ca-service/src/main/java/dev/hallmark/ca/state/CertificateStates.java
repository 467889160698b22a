package dev.hallmark.ca.state;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.messaging.outbox.OutboxRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Every change of a certificate's state: by issuance, operators, lifecycle events, time and CRLs. No other class
 * updates the table of certificates.
 *
 * <p>Issuance, operators and lifecycle events lock the device's row first, so that an issuance and a revocation of one
 * device follow each other: the later one sees what the earlier one did. A change that CRLs have to
 * show clears the CRL number and counts up {@code changes}; the event is written with the CRL that shows it.
 */
@ApplicationScoped
public class CertificateStates {

    /** The actor of changes that no operator made. */
    private static final String SELF = "ca-service";

    /**
     * The certificate becomes active only while the device is, and is of no later generation; earlier certificates of
     * the device are to be superseded, its other intents are abandoned, and the event is written.
     *
     * <p>It sees the certificates of the moment it began, but the device's row, for which it waits, as that is once
     * locked (READ COMMITTED). Without {@code LOCK} before it, it is safe only while the row says {@code sole}.
     */
    private static final String ACTIVATE =
            "with locked as (select standing, generation from device where id = $1%s for update),"
                    + " issued as (update certificate set state = 'active', content = $3, sha256 = $4, tbs = null from locked"
                    + " where serial = $2 and state = 'pending' and locked.standing = 'active'"
                    + " and locked.generation <= certificate.generation returning serial),"
                    + " superseded as (update certificate set open = false, supersede_at = $5 where device = $1"
                    + " and serial <> $2 and state in ('active', 'held') and supersede_at is null and exists (select 1 from issued)),"
                    + " abandoned as (update certificate set open = false, state = 'abandoned', tbs = null where device = $1"
                    + " and serial <> $2 and state = 'pending' and exists (select 1 from issued))"
                    + " insert into outbox (topic, key, headers, data) select $6, $7, $8, $9 from issued";

    private static final String ACTIVATE_SOLE = ACTIVATE.formatted(" and sole");

    /** A statement of its own, so that the next one sees what was committed while this one waited. */
    private static final String LOCK = "select 1 from device where id = $1 for update";

    private static final String ACTIVATE_LOCKED = ACTIVATE.formatted("");

    private static final String FIND_ACTIVE = "select content from certificate where serial = $1 and state = 'active'";

    private static final String CLOSE = "update certificate set open = false,"
            + " state = case state when 'pending' then 'abandoned' else state end where serial = $1";

    /** Together with the token that asked for it: the same request may come again. */
    private static final String ABANDON = "with abandoned as ("
            + "update certificate set state = 'abandoned', open = false, tbs = null"
            + " where device = $1 and state = 'pending' returning serial)"
            + " delete from enrolment_token t using abandoned where t.serial = abandoned.serial";

    /** An intent of the same key has closed the one that it was to replace. */
    private static final String REOPEN = "update certificate set open = true"
            + " where device = $1 and state in ('active', 'held') and supersede_at is null";

    private static final String LOCK_DEVICE_OF = "select d.standing from device d join certificate c"
            + " on c.device = d.id where c.tenant = $1 and c.serial = $2 for update of d";

    private static final String LOCK_ISSUED = "select device, state, held_by_hand, not_after from certificate"
            + " where tenant = $1 and serial = $2 and state in ('active', 'held', 'revoked') for update";

    /** Time, actor and reason; the next CRL lists it. */
    private static final String LISTED = " revoked_at = $1, revoked_by = $2, reason = $3,"
            + " crl_number = null, released_at = null, released_by = null, changes = changes + 1";

    private static final String REVOKE =
            "update certificate set state = 'revoked', open = false," + LISTED + " where serial = $4";

    private static final String REVOKE_ALL = "update certificate set open = false, tbs = null,"
            + " state = case state when 'pending' then 'abandoned' else 'revoked' end," + LISTED
            + " where device = $4 and state in ('pending', 'active', 'held')";

    /** Rows that another transaction is changing are left to the next run. */
    private static final String REVOKE_SUPERSEDED = "update certificate set state = 'revoked', open = false," + LISTED
            + " where serial in (select serial from certificate where state in ('active', 'held')"
            + " and supersede_at <= $1 for update skip locked)";

    private static final String HELD_BY_HAND = "update certificate set held_by_hand = $1 where serial = $2";

    private static final String HOLD = "update certificate set state = 'held'," + LISTED + " where state = 'active'";

    private static final String HOLD_ONE = HOLD + " and serial = $4";

    private static final String HOLD_ALL = HOLD + " and device = $4 and not_after > $1";

    private static final String RELEASE = "update certificate set state = 'active',"
            + " revoked_at = null, revoked_by = null, reason = null, crl_number = null,"
            + " released_at = $1, released_by = $2, changes = changes + 1 where state = 'held'";

    private static final String RELEASE_ONE = RELEASE + " and serial = $3";

    private static final String RELEASE_ALL = RELEASE + " and device = $3 and not held_by_hand";

    /** Only rows that are as they were read: one that has changed since, or is changing, waits for the next CRL. */
    private static final String MARK_PUBLISHED = "update certificate set"
            + " crl_number = case when state <> 'active' then $3::bigint end,"
            + " released_at = null, released_by = null"
            + " from (select c.serial as one from unnest($1::text[], $2::integer[]) as seen (serial, changes)"
            + " join certificate c on c.serial = seen.serial and c.changes = seen.changes"
            + " where c.crl_number is null and (c.state in ('revoked', 'held') or c.released_at is not null)"
            + " order by c.serial for update of c skip locked) found"
            + " where serial = found.one returning serial";

    private final Pool pool;
    private final Clock clock;
    private final Counter issued;

    CertificateStates(Pool pool, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.clock = clock;
        this.issued = meters.counter("hallmark.certificates.issued");
    }

    /**
     * A certificate that was handed out, locked together with its device.
     *
     * @param suspended whether its device is
     */
    public record Locked(
            SerialNumber serial,
            DeviceId device,
            CertificateState state,
            boolean heldByHand,
            boolean suspended,
            Instant notAfter) {}

    /**
     * Pending to active: commits a signed certificate and its event.
     *
     * @return the certificate that counts: another request may have committed the same intent first, with a signature
     *     of its own. Fails with {@code ENROLMENT_REFUSED} when the device has lost its standing meanwhile
     */
    public Uni<byte[]> activate(
            DeviceId device, SerialNumber serial, byte[] certificate, Instant supersedeOthersAt, OutboxRow event) {
        var parameters = Tuple.of(id(device), serial.hex(), Buffer.buffer(certificate))
                .addString(Signatures.fingerprint(certificate))
                .addOffsetDateTime(supersedeOthersAt.atOffset(ZoneOffset.UTC))
                .addString(event.topic())
                .addString(event.key())
                .addString(event.headers())
                .addString(event.data());
        return pool.preparedQuery(ACTIVATE_SOLE)
                .execute(parameters)
                .chain(sole -> sole.rowCount() == 1
                        ? Uni.createFrom().item(sole)
                        : pool.withTransaction(transaction -> transaction
                                .preparedQuery(LOCK)
                                .execute(Tuple.of(id(device)))
                                .chain(() -> transaction
                                        .preparedQuery(ACTIVATE_LOCKED)
                                        .execute(parameters))))
                .invoke(done -> issued.increment(done.rowCount()))
                .chain(done -> done.rowCount() == 1 ? Uni.createFrom().item(certificate) : committedByAnother(serial));
    }

    private Uni<byte[]> committedByAnother(SerialNumber serial) {
        return pool.preparedQuery(FIND_ACTIVE).execute(Tuple.of(serial.hex())).map(rows -> first(rows)
                .map(row -> row.getBuffer("content").getBytes())
                .orElseThrow(CaException::enrolmentRefused));
    }

    /** Requests of its key are no longer answered with it; if it is pending, it is abandoned. */
    public Uni<Void> close(SqlClient transaction, SerialNumber serial) {
        return transaction.preparedQuery(CLOSE).execute(Tuple.of(serial.hex())).replaceWithVoid();
    }

    /**
     * Locks a certificate for an operator's change. The device first, as issuance does: a renewal has been committed
     * and is seen here, or it finds what is done here.
     *
     * @return fails with {@code NOT_FOUND} when the tenant has no such certificate
     */
    public Uni<Locked> lock(SqlClient transaction, TenantId tenant, SerialNumber serial) {
        var certificate = Tuple.of(tenant.name(), serial.hex());
        return transaction
                .preparedQuery(LOCK_DEVICE_OF)
                .execute(certificate)
                .map(devices -> first(devices)
                        .filter(device -> "suspended".equals(device.getString("standing")))
                        .isPresent())
                .chain(suspended -> transaction
                        .preparedQuery(LOCK_ISSUED)
                        .execute(certificate)
                        .map(rows -> first(rows)
                                .map(row -> locked(serial, row, suspended))
                                .orElseThrow(CaException::noSuchCertificate)));
    }

    /** Revokes a certificate, and ends what is being issued to its device. */
    public Uni<Void> revoke(SqlClient transaction, Locked certificate, RevocationReason reason, String actor) {
        return change(
                        transaction,
                        REVOKE,
                        listed(actor, reason).addString(certificate.serial().hex()))
                .chain(() -> abandonPending(transaction, certificate.device()));
    }

    /**
     * Holds a certificate until it is released by hand, and ends what is being issued to its device. One that is held
     * for the suspension of its device stays held when its device is resumed.
     */
    public Uni<Void> hold(SqlClient transaction, Locked certificate, String actor) {
        var serial = certificate.serial().hex();
        return change(transaction, HELD_BY_HAND, Tuple.of(true, serial))
                .chain(() -> change(
                        transaction,
                        HOLD_ONE,
                        listed(actor, RevocationReason.CERTIFICATE_HOLD).addString(serial)))
                .chain(() -> abandonPending(transaction, certificate.device()));
    }

    /** Ends a hold by hand; while its device is suspended the certificate stays held for that. */
    public Uni<Void> release(SqlClient transaction, Locked certificate, String actor) {
        var serial = certificate.serial().hex();
        return change(transaction, HELD_BY_HAND, Tuple.of(false, serial))
                .chain(() -> certificate.suspended()
                        ? Uni.createFrom().item(0)
                        : change(transaction, RELEASE_ONE, Tuple.of(now(), actor, serial)))
                .replaceWithVoid();
    }

    /**
     * Revokes the certificates of a device that is locked, and abandons what is pending.
     *
     * @return how many
     */
    public Uni<Integer> revokeAll(SqlClient transaction, DeviceId device, RevocationReason reason, String actor) {
        return change(transaction, REVOKE_ALL, listed(actor, reason).addValue(id(device)));
    }

    /**
     * Holds the certificates of a device that is locked and suspended.
     *
     * @return how many
     */
    public Uni<Integer> holdAll(SqlClient transaction, DeviceId device, String actor) {
        return change(
                transaction,
                HOLD_ALL,
                listed(actor, RevocationReason.CERTIFICATE_HOLD).addValue(id(device)));
    }

    /**
     * Releases what was held for the suspension of a device that is locked, and active again.
     *
     * @return how many
     */
    public Uni<Integer> releaseAll(SqlClient transaction, DeviceId device, String actor) {
        return change(transaction, RELEASE_ALL, Tuple.of(now(), actor, id(device)));
    }

    /** The same, where a token and no event says that the suspension is over. */
    public Uni<Integer> releaseAll(SqlClient transaction, DeviceId device) {
        return releaseAll(transaction, device, SELF);
    }

    /**
     * Revokes certificates whose successors have been in use for the profile's grace.
     *
     * @return how many
     */
    public Uni<Integer> revokeSuperseded() {
        return change(pool, REVOKE_SUPERSEDED, listed(SELF, RevocationReason.SUPERSEDED));
    }

    /**
     * Stores the number of the first CRL that shows these.
     *
     * @return the serial numbers of those that no CRL had shown before, and that have not changed since they were read
     */
    public Uni<Set<SerialNumber>> markPublished(
            SqlClient transaction, List<RevocationStatus> statuses, long crlNumber) {
        var serials = statuses.stream().map(one -> one.serial().hex()).toArray(String[]::new);
        var changes = statuses.stream().map(RevocationStatus::change).toArray(Integer[]::new);
        return transaction
                .preparedQuery(MARK_PUBLISHED)
                .execute(Tuple.of(serials, changes, crlNumber))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new SerialNumber(row.getString("serial")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Undoes pending issuances: they may have begun because a certificate was good that no longer is. */
    private static Uni<Void> abandonPending(SqlClient transaction, DeviceId device) {
        return change(transaction, ABANDON, Tuple.of(id(device)))
                .chain(() -> change(transaction, REOPEN, Tuple.of(id(device))))
                .replaceWithVoid();
    }

    private static Uni<Integer> change(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters).map(done -> done.rowCount());
    }

    /** The parameters of {@code LISTED}. */
    private Tuple listed(String actor, RevocationReason reason) {
        return Tuple.of(now(), actor, reason.label());
    }

    private static Locked locked(SerialNumber serial, Row row, boolean suspended) {
        return new Locked(
                serial,
                DeviceId.of(row.getBuffer("device").getBytes()),
                CertificateState.of(row.getString("state")),
                row.getBoolean("held_by_hand"),
                suspended,
                row.getOffsetDateTime("not_after").toInstant());
    }

    private static Optional<Row> first(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static Buffer id(DeviceId device) {
        return Buffer.buffer(device.bytes());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }
}
