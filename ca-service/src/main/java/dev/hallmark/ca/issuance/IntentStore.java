package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.ca.state.CertificateStates;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
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
import java.util.stream.StreamSupport;

/** Stores what is about to be signed, or finds what answers the request already. */
@ApplicationScoped
class IntentStore {

    /** An intent as a row: its columns, and its parameters from {@link #parameters}. */
    private static final String INTENT = "insert into certificate (serial, tenant, authority, device, key, profile,"
            + " batch, policy, generation, device_version, not_before, not_after, renew_after, shard, replaces, tbs,"
            + " state, open) select $5, $2, $6, $1, $7, $8, $9, $10, $11, $3, $12, $13, $14, $15, $16, $17,"
            + " 'pending', true from device_row returning serial";

    private static final String TOKEN = "insert into enrolment_token (id, request, serial, expires_at)"
            + " select $4, $18, serial, $19 from intent returning serial";

    /** A key belongs to the device that first had it certified. Keys are claimed before devices are locked. */
    private static final String CLAIM = "insert into operational_key as known (key, device) values (%s, %s)"
            + " on conflict (key) do update set device = known.device returning device";

    private static final String OWNER = CLAIM.formatted("$1", "$2");

    /**
     * A device's first enrolment, as nearly every one is: one statement. That it inserts the device's row is what makes it
     * safe; when the row is there already, it does nothing and {@link #decide} follows.
     */
    private static final String FIRST = "with owner as (" + CLAIM.formatted("$7", "$1") + "),"
            + " device_row as (insert into device (id, tenant, standing, version, generation, sole)"
            + " select $1, $2, 'active', $3, $11, true from owner where device = $1 on conflict do nothing returning id),"
            + " intent as (" + INTENT + ") " + TOKEN;

    /**
     * Locks the device. A token of a newer version than the last event overrides that event, but for a revocation,
     * which is final. From here on the device may have more than one certificate.
     */
    private static final String LOCK = "insert into device as known (id, tenant, standing, version, generation)"
            + " values ($1, $2, 'active', $3, $4) on conflict (id) do update set"
            + " tenant = case when excluded.version > known.version then excluded.tenant else known.tenant end,"
            + " standing = case when excluded.version > known.version and known.standing <> 'revoked'"
            + " then 'active' else known.standing end,"
            + " version = case when known.standing <> 'revoked' then greatest(known.version, excluded.version)"
            + " else known.version end,"
            + " generation = greatest(known.generation, excluded.generation), sole = false"
            + " returning standing, generation";

    /** What {@link #intent} reads of a certificate {@code c}. */
    static final String COLUMNS = "c.serial, c.tenant, c.authority, c.device, c.key, c.profile, c.batch, c.policy,"
            + " c.generation, c.device_version, c.not_before, c.not_after, c.renew_after, c.shard, c.replaces, c.tbs";

    private static final String RECORDS = "select " + COLUMNS + ", c.state, c.content, c.open,"
            + " least(c.not_after, c.supersede_at) as good_until, t.request as token_request from certificate c"
            + " left join enrolment_token t on t.serial = c.serial and t.id = $2"
            + " where c.device = $1 and (c.open or c.serial = $3 or t.id is not null)";

    private static final String ANOTHER =
            "with device_row as (select $1::bytea as id, $2::text as tenant, $3::bigint as version), intent as ("
                    + INTENT + ") " + TOKEN;

    private static final String USE_TOKEN = "insert into enrolment_token (id, request, serial, expires_at)"
            + " values ($1, $2, $3, $4) on conflict do nothing";

    private static final String FORGET = "delete from enrolment_token where expires_at < $1";

    private final Pool pool;
    private final CertificateStates states;
    private final Clock clock;

    IntentStore(Pool pool, CertificateStates states, Clock clock) {
        this.pool = pool;
        this.states = states;
        this.clock = clock;
    }

    /**
     * The certificate that answers the request: {@code planned}, committed as pending, or an earlier one.
     *
     * @return fails with a {@link CaException} when the device may not have one, or the authorization was used up
     */
    Uni<CertificateRecord> write(IssuanceRequest request, Intent planned) {
        return request.current().isPresent() ? decide(request, planned) : writeFirst(request, planned);
    }

    private Uni<CertificateRecord> writeFirst(IssuanceRequest request, Intent planned) {
        return pool.preparedQuery(FIRST)
                .execute(parameters(request, planned))
                .chain(first ->
                        first.rowCount() == 1 ? Uni.createFrom().item(pending(planned)) : decide(request, planned));
    }

    private Uni<CertificateRecord> decide(IssuanceRequest request, Intent planned) {
        return pool.withTransaction(transaction -> lock(transaction, planned)
                .chain(() -> records(transaction, request))
                .map(records -> IssuanceDecision.of(records, planned, request, clock.instant()))
                .chain(decision -> switch (decision) {
                    case IssuanceDecision.Existing existing ->
                        useAuthorization(transaction, request, existing.certificate());
                    case IssuanceDecision.New decided -> writeAnother(transaction, request, planned, decided);
                }));
    }

    /** Claims the key and locks the device; fails when the key is another device's, or the device is not active. */
    Uni<Void> lock(SqlClient transaction, Intent planned) {
        return transaction
                .preparedQuery(OWNER)
                .execute(Tuple.tuple()
                        .addBuffer(Buffer.buffer(planned.key()))
                        .addBuffer(Buffer.buffer(planned.device().bytes())))
                .invoke(owner -> requireOwn(owner.iterator().next(), planned))
                .chain(owner -> transaction
                        .preparedQuery(LOCK)
                        .execute(device(planned).addInteger(planned.terms().generation())))
                .invoke(locked -> requireActive(locked.iterator().next(), planned))
                // The token may be newer than the event that ends a suspension.
                .chain(locked -> states.releaseAll(transaction, planned.device()))
                .replaceWithVoid();
    }

    private static Uni<List<CertificateRecord>> records(SqlClient transaction, IssuanceRequest request) {
        return transaction
                .preparedQuery(RECORDS)
                .execute(Tuple.tuple()
                        .addBuffer(Buffer.buffer(request.device().bytes()))
                        .addString(request.authorization().id())
                        .addString(request.current().map(SerialNumber::hex).orElse(null)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(IntentStore::record)
                        .toList());
    }

    private static Uni<CertificateRecord> useAuthorization(
            SqlClient transaction, IssuanceRequest request, CertificateRecord existing) {
        return transaction
                .preparedQuery(USE_TOKEN)
                .execute(Tuple.tuple()
                        .addString(request.authorization().id())
                        .addBuffer(Buffer.buffer(request.csr().infoDigest()))
                        .addString(existing.intent().serial().hex())
                        .addOffsetDateTime(time(request.authorization().expiresAt())))
                .replaceWith(existing);
    }

    private Uni<CertificateRecord> writeAnother(
            SqlClient transaction, IssuanceRequest request, Intent planned, IssuanceDecision.New decided) {
        var intent = planned.replacing(decided.replaced().map(SerialNumber::hex).orElse(null));
        return decided.closed()
                .map(serial -> states.close(transaction, serial))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> insert(transaction, request, intent))
                .replaceWith(pending(intent));
    }

    /** Writes an intent of a device that is locked. */
    Uni<Void> insert(SqlClient transaction, IssuanceRequest request, Intent intent) {
        return transaction
                .preparedQuery(ANOTHER)
                .execute(parameters(request, intent))
                .replaceWithVoid();
    }

    /** Forgets tokens that expired an hour ago or earlier: they are no longer accepted. */
    Uni<Void> forgetTokens() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(time(clock.instant().minus(1, ChronoUnit.HOURS))))
                .replaceWithVoid();
    }

    private static void requireOwn(Row owner, Intent planned) {
        if (!DeviceId.of(owner.getBuffer("device").getBytes()).equals(planned.device())) {
            throw new CaException(CaException.Code.REQUEST_NOT_ALLOWED, "The key is another device's.");
        }
    }

    private static void requireActive(Row device, Intent planned) {
        if (!"active".equals(device.getString("standing"))
                || device.getInteger("generation") > planned.terms().generation()) {
            throw CaException.enrolmentRefused();
        }
    }

    private static CertificateRecord pending(Intent intent) {
        return new CertificateRecord(
                intent, CertificateState.PENDING, Optional.empty(), true, intent.notAfter(), Optional.empty());
    }

    /** $1 to $4 are the device's id, tenant and version and the authorization's id; the last two belong to the authorization. */
    private static Tuple parameters(IssuanceRequest request, Intent intent) {
        return device(intent)
                .addString(request.authorization().id())
                .addString(intent.serial().hex())
                .addString(intent.authority())
                .addBuffer(Buffer.buffer(intent.key()))
                .addString(intent.terms().profile())
                .addString(intent.terms().batch())
                .addString(intent.terms().policy())
                .addInteger(intent.terms().generation())
                .addOffsetDateTime(time(intent.notBefore()))
                .addOffsetDateTime(time(intent.notAfter()))
                .addOffsetDateTime(time(intent.renewAfter()))
                .addInteger(intent.shard())
                .addString(intent.replaces())
                .addBuffer(Buffer.buffer(intent.toBeSigned()))
                .addBuffer(Buffer.buffer(request.csr().infoDigest()))
                .addOffsetDateTime(time(request.authorization().expiresAt()));
    }

    private static Tuple device(Intent intent) {
        return Tuple.tuple()
                .addBuffer(Buffer.buffer(intent.device().bytes()))
                .addString(intent.tenant().name())
                .addLong(intent.deviceVersion());
    }

    private static CertificateRecord record(Row row) {
        return new CertificateRecord(
                intent(row),
                CertificateState.of(row.getString("state")),
                bytes(row, "content"),
                row.getBoolean("open"),
                instant(row, "good_until"),
                bytes(row, "token_request"));
    }

    /** A row with these {@link #COLUMNS}. */
    static Intent intent(Row row) {
        return new Intent(
                new SerialNumber(row.getString("serial")),
                TenantId.of(row.getString("tenant")),
                row.getString("authority"),
                DeviceId.of(row.getBuffer("device").getBytes()),
                row.getBuffer("key").getBytes(),
                new Intent.Terms(
                        row.getString("profile"),
                        row.getString("batch"),
                        row.getString("policy"),
                        row.getInteger("generation")),
                row.getLong("device_version"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                instant(row, "renew_after"),
                row.getInteger("shard"),
                row.getString("replaces"),
                bytes(row, "tbs").orElseGet(() -> new byte[0]));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<byte[]> bytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
    }
}
