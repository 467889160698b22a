package dev.hallmark.messaging.outbox;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The relay's one database session: it holds the lock, reads and deletes. */
final class RelaySession implements AutoCloseable {

    /** The same number in each replica; databases are not shared between services. */
    private static final long LOCK = 0x4f7574626f78L;

    static final int PAGE = 500;

    /** At most a page of records and, but for the first, 4 MB: a record of a bulk import has some 300 kB. */
    private static final String NEXT = "select id, topic, key, headers, data from ("
            + " select *, sum(octet_length(data)) over (order by id) - octet_length(data) as before"
            + " from (select * from outbox order by id limit " + PAGE
            + ") first) page where before < 4000000 order by id";

    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

    private final Connection connection;
    private final Duration remembered;
    private Instant swept = Instant.EPOCH;

    /** A record and the row it came from. */
    record Row(long id, ProducerRecord<String, byte[]> message) {}

    RelaySession(Connection connection, Duration remembered) {
        this.connection = connection;
        this.remembered = remembered;
    }

    boolean elected() throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return result.next() && result.getBoolean(1);
        }
    }

    List<Row> next() throws SQLException {
        try (var statement = connection.prepareStatement(NEXT);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<Row>();
            while (result.next()) {
                rows.add(row(result));
            }
            return rows;
        }
    }

    void delete(List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("delete from outbox where id = any(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            statement.executeUpdate();
        }
    }

    /** Once an hour: events that Kafka has deleted cannot be delivered again. */
    void forgetOldEvents() throws SQLException {
        if (Instant.now().isBefore(swept.plus(BETWEEN_SWEEPS))) {
            return;
        }
        try (var statement =
                connection.prepareStatement("delete from inbox where taken_at < now() - ? * interval '1 second'")) {
            statement.setLong(1, remembered.toSeconds());
            statement.executeUpdate();
        }
        swept = Instant.now();
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        var message = new ProducerRecord<String, byte[]>(
                result.getString("topic"),
                result.getString("key"),
                result.getString("data").getBytes(StandardCharsets.UTF_8));
        new JsonObject(result.getString("headers")).forEach(header -> message.headers()
                .add(header.getKey(), String.valueOf(header.getValue()).getBytes(StandardCharsets.UTF_8)));
        return new Row(result.getLong("id"), message);
    }
}
