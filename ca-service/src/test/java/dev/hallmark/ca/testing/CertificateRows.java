package dev.hallmark.ca.testing;

import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.testkit.TestDevice;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the database holds, for tests to look at. */
@ApplicationScoped
public class CertificateRows {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Pool pool;

    public CertificateRows(Pool pool) {
        this.pool = pool;
    }

    public long count(TestDevice device, String state) {
        return count("select count(*) from certificate where device = $1 and state = $2", Tuple.of(id(device), state));
    }

    /** Those in use: without the ones that are good for the profile's grace only. */
    public long countOpen(TestDevice device) {
        return count(
                "select count(*) from certificate where device = $1 and state = 'active' and open",
                Tuple.of(id(device)));
    }

    public long outboxOf(String topic) {
        return count("select count(*) from outbox where topic = $1", Tuple.of(topic));
    }

    public void revokeDevice(TestDevice device) {
        var changed = pool.preparedQuery("update device set standing = 'revoked', version = 9 where id = $1")
                .execute(Tuple.of(id(device)))
                .await()
                .atMost(TIMEOUT);
        if (changed.rowCount() != 1) {
            throw new AssertionError("the device is unknown");
        }
    }

    /** As if its renewal window had begun. */
    public void age(TestDevice device) {
        change("update certificate set renew_after = now() - interval '1 second' where device = $1", device);
    }

    /** As if its end had come. */
    public void expire(TestDevice device) {
        change(
                "update certificate set renew_after = now() - interval '2 seconds',"
                        + " not_after = now() - interval '1 second' where device = $1",
                device);
    }

    /** Until the transaction of this connection ends. */
    public void lock(SqlConnection transaction, SerialNumber certificate) {
        transaction
                .preparedQuery("select 1 from certificate where serial = $1 for update")
                .execute(Tuple.of(certificate.hex()))
                .await()
                .atMost(TIMEOUT);
    }

    /** Until this many statements wait for locks. */
    public void awaitWaiting(long statements) {
        Awaitility.await()
                .until(() -> count(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and wait_event_type = 'Lock'",
                                Tuple.tuple())
                        == statements);
    }

    private void change(String statement, TestDevice device) {
        var changed = pool.preparedQuery(statement)
                .execute(Tuple.of(id(device)))
                .await()
                .atMost(TIMEOUT);
        if (changed.rowCount() != 1) {
            throw new AssertionError("the device has not one row");
        }
    }

    private long count(String query, Tuple parameters) {
        return pool.preparedQuery(query)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(TIMEOUT);
    }

    private static Buffer id(TestDevice device) {
        return Buffer.buffer(device.id().bytes());
    }
}
