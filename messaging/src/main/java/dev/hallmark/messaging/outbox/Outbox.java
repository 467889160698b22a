package dev.hallmark.messaging.outbox;

import dev.hallmark.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/**
 * Where a transaction leaves its events: they are committed with what they tell of, and the relay sends them on. A
 * statement of its own may write the same columns from an {@link OutboxRow}.
 */
@ApplicationScoped
public class Outbox {

    private static final String APPEND = "insert into outbox (topic, key, headers, data)"
            + " select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])";

    /** Appends events within the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> append(SqlClient transaction, Event... events) {
        return append(transaction, List.of(events));
    }

    /** Appends events within the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> append(SqlClient transaction, List<Event> events) {
        return appendRows(transaction, events.stream().map(OutboxRow::of).toList());
    }

    /** Appends records within the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> appendRows(SqlClient transaction, List<OutboxRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(APPEND).execute(columns(rows)).replaceWithVoid();
    }

    private static Tuple columns(List<OutboxRow> rows) {
        return Tuple.of(
                column(rows, OutboxRow::topic),
                column(rows, OutboxRow::key),
                column(rows, OutboxRow::headers),
                column(rows, OutboxRow::data));
    }

    private static String[] column(List<OutboxRow> rows, Function<OutboxRow, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
