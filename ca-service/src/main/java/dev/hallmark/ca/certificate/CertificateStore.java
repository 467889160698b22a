package dev.hallmark.ca.certificate;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The certificates of one tenant at a time, as operators read them. */
@ApplicationScoped
class CertificateStore {

    private static final String VIEW = "select serial, position, device, state, authority, profile, batch, policy,"
            + " generation, not_before, not_after, renew_after, sha256, replaces, supersede_at, revoked_at,"
            + " held_by_hand, reason, revoked_by, crl_number, content from certificate"
            + " where tenant = $1 and state in ";

    private static final String ISSUED = "('active', 'held', 'revoked')";

    private static final String GET = VIEW + ISSUED + " and serial = $2";

    /** By the first day of each month, and of the month after the last. */
    private static final String EXPIRIES =
            "select width_bucket(not_after, cast($2 as timestamptz[])) as month, count(*) as certificates"
                    + " from certificate where tenant = $1 and state = 'active' and not_after >= $3 group by 1";

    private static final int MONTHS = 13;

    private final Pool pool;

    CertificateStore(Pool pool) {
        this.pool = pool;
    }

    /** One of a list. */
    record Listed(long position, CertificateView certificate) {}

    /** Where a page starts: after the certificate of this end and position; of lists in another order, below the position. */
    record Start(Optional<Instant> notAfter, long position) {}

    /** The newest first, or those that expire soonest. The states are part of the statement, as in the indexes. */
    Uni<List<Listed>> list(TenantId tenant, CertificateFilter filter, Optional<Start> start, int most) {
        var states = filter.isByExpiry()
                ? "('active')"
                : filter.state().map(CertificateStore::only).orElse(ISSUED);
        var query = new StringBuilder(VIEW).append(states);
        var values = Tuple.of(tenant.name());
        where(query, values, "device =", filter.device().map(CertificateStore::id));
        where(query, values, "authority =", filter.authority());
        filter.text().ifPresent(text -> query.append(beginningWith(text, values)));
        where(query, values, "not_after >=", filter.expiresFrom().map(CertificateStore::time));
        where(query, values, "not_after <", filter.expiresBefore().map(CertificateStore::time));
        query.append(filter.isByExpiry() ? byExpiry(start, values) : byPosition(start, values));
        query.append(" limit ").append(add(values, most));
        return pool.preparedQuery(query.toString()).execute(values).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Listed(row.getLong("position"), view(row)))
                .toList());
    }

    private static String only(CertificateState state) {
        return "('" + state.label() + "')";
    }

    private static void where(StringBuilder query, Tuple values, String condition, Optional<?> value) {
        value.ifPresent(
                wanted -> query.append(" and ").append(condition).append(' ').append(add(values, wanted)));
    }

    private static String beginningWith(Beginning text, Tuple values) {
        var devices = "device between %s and %s"
                .formatted(add(values, id(text.firstDevice())), add(values, id(text.lastDevice())));
        if (text.named()) {
            return " and " + devices;
        }
        return " and (%s or serial >= %s and serial < %s)"
                .formatted(devices, add(values, text.digits()), add(values, text.afterSerials()));
    }

    private static String byExpiry(Optional<Start> start, Tuple values) {
        var after = start.flatMap(Start::notAfter)
                .map(end -> " and (not_after, position) > (%s, %s)"
                        .formatted(
                                add(values, time(end)),
                                add(values, start.orElseThrow().position())))
                .orElse("");
        return after + " order by not_after, position";
    }

    private static String byPosition(Optional<Start> start, Tuple values) {
        return start.map(one -> " and position < " + add(values, one.position()))
                        .orElse("")
                + " order by position desc";
    }

    private static String add(Tuple values, Object value) {
        values.addValue(value);
        return "$" + values.size();
    }

    /** Of the month of this time and those that follow. */
    Uni<Expiries> expiries(TenantId tenant, Instant now) {
        var first = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        var starts = IntStream.rangeClosed(0, MONTHS)
                .mapToObj(first::plusMonths)
                .map(month -> month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(EXPIRIES)
                .execute(Tuple.of(tenant.name(), starts, starts[0]))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getInteger("month"), row -> row.getLong("certificates"))))
                .map(counts -> new Expiries(
                        IntStream.range(0, MONTHS)
                                .mapToObj(month -> new Expiries.Month(
                                        first.plusMonths(month).toString(), counts.getOrDefault(month + 1, 0L)))
                                .toList(),
                        counts.getOrDefault(MONTHS + 1, 0L)));
    }

    /** Fails with {@code NOT_FOUND} when the tenant has no such certificate. */
    Uni<CertificateView> get(TenantId tenant, SerialNumber serial) {
        return get(pool, tenant, serial);
    }

    /** The same, within a transaction. */
    Uni<CertificateView> get(SqlClient client, TenantId tenant, SerialNumber serial) {
        return client.preparedQuery(GET)
                .execute(Tuple.of(tenant.name(), serial.hex()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(CertificateStore::view)
                        .orElseThrow(CaException::noSuchCertificate));
    }

    private static CertificateView view(Row row) {
        var device = DeviceId.of(row.getBuffer("device").getBytes());
        var held = row.getString("state").equals(CertificateState.HELD.label());
        return new CertificateView(
                row.getString("serial"),
                device,
                device.commonName(),
                row.getString("state"),
                row.getString("authority"),
                row.getString("profile"),
                row.getString("batch"),
                row.getString("policy"),
                row.getInteger("generation"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                instant(row, "renew_after"),
                row.getString("sha256"),
                row.getString("replaces"),
                instant(row, "supersede_at"),
                held ? instant(row, "revoked_at") : null,
                held ? row.getBoolean("held_by_hand") : null,
                held ? null : instant(row, "revoked_at"),
                row.getString("reason"),
                row.getString("revoked_by"),
                row.getLong("crl_number"),
                content(row));
    }

    /** Null for one that was entered after a restore (docs/backup.md), when only its event was left. */
    private static byte[] content(Row row) {
        var content = row.getBuffer("content");
        return content == null ? null : content.getBytes();
    }

    private static Buffer id(DeviceId device) {
        return Buffer.buffer(device.bytes());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
