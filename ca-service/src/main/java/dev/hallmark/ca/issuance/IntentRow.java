package dev.hallmark.ca.issuance;

import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Intents as rows of the table of certificates. */
final class IntentRow {

    /** The columns of {@link #parameters}, from the third parameter on. */
    static final String COLUMNS = "serial, tenant, authority, device, key, profile, batch, policy, generation,"
            + " device_version, not_before, not_after, renew_after, shard, replaces, tbs, state, open";

    static final String VALUES =
            "$5, $2, $6, $1, $7, $8, $9, $10, $11, $3, $12, $13, $14, $15, $16, $17, 'pending', true";

    private IntentRow() {}

    /** $1 to $4 are the device's id, tenant and version and the licence's id; the last two belong to the licence. */
    static Tuple parameters(Order order, Intent intent) {
        return device(intent)
                .addString(order.licence().id())
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
                .addBuffer(Buffer.buffer(order.request().infoDigest()))
                .addOffsetDateTime(time(order.licence().expiresAt()));
    }

    static Tuple device(Intent intent) {
        return Tuple.tuple()
                .addBuffer(Buffer.buffer(intent.device().bytes()))
                .addString(intent.tenant().name())
                .addLong(intent.deviceVersion());
    }

    static KnownCertificate read(Row row) {
        return new KnownCertificate(
                intent(row),
                CertificateState.of(row.getString("state")),
                bytes(row, "content"),
                row.getBoolean("open"),
                instant(row, "good_until"),
                bytes(row, "token_request"));
    }

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

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static Optional<byte[]> bytes(Row row, String column) {
        return Optional.ofNullable(row.getBuffer(column)).map(Buffer::getBytes);
    }
}
