package dev.hallmark.ca.issuance;

import dev.hallmark.ca.authority.Signatures;
import dev.hallmark.messaging.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HexFormat;

/** The final commit of an issuance. */
@ApplicationScoped
class IssuanceStore {

    /**
     * The certificate becomes active only while the device is, and is of no later generation; earlier certificates of
     * the device are on notice, other intents are off, and the event is written.
     *
     * <p>It sees the certificates of the moment it began, but the device's row, for which it waits, as that is once
     * locked (READ COMMITTED). Without {@code LOCK} before it, it is safe only while the row says {@code sole}.
     */
    private static final String ISSUE =
            "with locked as (select standing, generation from device where id = $1%s for update),"
                    + " issued as (update certificate set state = 'active', content = $3, sha256 = $4, tbs = null from locked"
                    + " where serial = $2 and state = 'pending' and locked.standing = 'active'"
                    + " and locked.generation <= certificate.generation returning serial),"
                    + " superseded as (update certificate set open = false, supersede_at = $5 where device = $1"
                    + " and serial <> $2 and state in ('active', 'held') and supersede_at is null and exists (select 1 from issued)),"
                    + " abandoned as (update certificate set open = false, state = 'abandoned', tbs = null where device = $1"
                    + " and serial <> $2 and state = 'pending' and exists (select 1 from issued))"
                    + " insert into outbox (topic, key, headers, data) select $6, $7, $8, $9 from issued";

    private static final String ISSUE_SOLE = ISSUE.formatted(" and sole");

    /** A statement of its own, so that the next one sees what was committed while this one waited. */
    private static final String LOCK = "select 1 from device where id = $1 for update";

    private static final String ISSUE_LOCKED = ISSUE.formatted("");

    private static final String FIND = "select content from certificate where serial = $1 and state = 'active'";

    private final Pool pool;

    IssuanceStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Commits a signed certificate and its event.
     *
     * @return the certificate that counts: another request may have committed the same intent first, with a signature
     *     of its own. Fails when the device has lost its standing meanwhile
     */
    Uni<byte[]> issue(Intent intent, byte[] certificate, Instant supersedeOthersAt, OutboxRow event) {
        var device = Buffer.buffer(intent.device().bytes());
        var parameters = Tuple.tuple()
                .addBuffer(device)
                .addString(intent.serial().hex())
                .addBuffer(Buffer.buffer(certificate))
                .addString(fingerprint(certificate))
                .addOffsetDateTime(IntentRow.time(supersedeOthersAt))
                .addString(event.topic())
                .addString(event.key())
                .addString(event.headers())
                .addString(event.data());
        return pool.preparedQuery(ISSUE_SOLE)
                .execute(parameters)
                .chain(sole -> sole.rowCount() == 1
                        ? Uni.createFrom().item(sole)
                        : pool.withTransaction(transaction -> transaction
                                .preparedQuery(LOCK)
                                .execute(Tuple.tuple().addBuffer(device))
                                .chain(() ->
                                        transaction.preparedQuery(ISSUE_LOCKED).execute(parameters))))
                .chain(done -> done.rowCount() == 1 ? Uni.createFrom().item(certificate) : committedByAnother(intent));
    }

    private Uni<byte[]> committedByAnother(Intent intent) {
        return pool.preparedQuery(FIND).execute(Tuple.of(intent.serial().hex())).map(rows -> {
            if (rows.size() == 0) {
                throw Refusals.notActive();
            }
            return rows.iterator().next().getBuffer("content").getBytes();
        });
    }

    static String fingerprint(byte[] certificate) {
        return HexFormat.of().formatHex(Signatures.sha256(certificate));
    }
}
