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
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The certificates of one tenant at a time, as operators read them. */
@ApplicationScoped
class CertificateStore {

    private static final String VIEW = "select serial, position, device, state, authority, profile, batch, policy,"
            + " generation, not_before, not_after, renew_after, sha256, replaces, supersede_at, revoked_at,"
            + " held_by_hand, reason, revoked_by, crl_number, content from certificate"
            + " where tenant = $1 and state = any ($2)";

    private static final String GET = VIEW + " and serial = $3";

    private static final String LIST = VIEW + " and position < $3%s order by position desc limit $4";

    private static final String LIST_ALL = LIST.formatted("");

    private static final String LIST_OF_DEVICE = LIST.formatted(" and device = $5");

    private final Pool pool;

    CertificateStore(Pool pool) {
        this.pool = pool;
    }

    /** Which are asked for, and where the page starts: below this position. */
    record Filter(Optional<DeviceId> device, Optional<CertificateState> state, long below) {}

    /** One of a list. */
    record Listed(long position, CertificateView certificate) {}

    /** The newest first. */
    Uni<List<Listed>> list(TenantId tenant, Filter filter, int most) {
        var states = filter.state().map(List::of).orElse(CertificateState.ISSUED);
        var parameters = shown(tenant, states).addLong(filter.below()).addInteger(most);
        filter.device().ifPresent(device -> parameters.addValue(Buffer.buffer(device.bytes())));
        return pool.preparedQuery(filter.device().isPresent() ? LIST_OF_DEVICE : LIST_ALL)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Listed(row.getLong("position"), view(row)))
                        .toList());
    }

    /** Fails with {@code NOT_FOUND} when the tenant has no such certificate. */
    Uni<CertificateView> get(TenantId tenant, SerialNumber serial) {
        return get(pool, tenant, serial);
    }

    /** The same, within a transaction. */
    Uni<CertificateView> get(SqlClient client, TenantId tenant, SerialNumber serial) {
        return client.preparedQuery(GET)
                .execute(shown(tenant, CertificateState.ISSUED).addString(serial.hex()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(CertificateStore::view)
                        .orElseThrow(CaException::noSuchCertificate));
    }

    private static Tuple shown(TenantId tenant, List<CertificateState> states) {
        return Tuple.of(
                tenant.name(), states.stream().map(CertificateState::label).toArray(String[]::new));
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
                row.getBuffer("content").getBytes());
    }

    private static Instant instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
