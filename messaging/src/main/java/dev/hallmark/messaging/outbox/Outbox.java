package dev.hallmark.messaging.outbox;

import dev.hallmark.events.Event;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where a transaction leaves its events: they are committed together with the change that they report, and the relay
 * publishes them. A statement of its own may write the same columns from an {@link OutboxRow}.
 */
@ApplicationScoped
public class Outbox {

    private static final String APPEND =
            """
            insert into outbox (topic, key, headers, data) select * from unnest(
                cast($1 as text[]), cast($2 as text[]), cast($3 as text[]), cast($4 as text[]))""";

    /** Hibernate numbers its parameters ?1, and hands out no connection to run the statement on. */
    private static final String APPEND_IN_SESSION = APPEND.replace('$', '?');

    /** Appends events in the transaction of the enclosing {@code @WithTransaction} method, in their order. */
    public Uni<Void> append(Event... events) {
        return Panache.getSession().chain(session -> append(session, rows(List.of(events))));
    }

    /** Appends events in the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> append(SqlClient transaction, Event... events) {
        return append(transaction, List.of(events));
    }

    /** Appends events in the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> append(SqlClient transaction, List<Event> events) {
        return appendRows(transaction, rows(events));
    }

    /** Appends records in the transaction that {@code transaction} is in, in their order. */
    public Uni<Void> appendRows(SqlClient transaction, List<OutboxRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(APPEND)
                        .execute(Tuple.from(columns(rows)))
                        .replaceWithVoid();
    }

    private static Uni<Void> append(Mutiny.Session session, List<OutboxRow> rows) {
        var statement = session.createNativeQuery(APPEND_IN_SESSION);
        var columns = columns(rows);
        for (int i = 0; i < columns.size(); i++) {
            statement.setParameter(i + 1, columns.get(i));
        }
        return statement.executeUpdate().replaceWithVoid();
    }

    private static List<OutboxRow> rows(List<Event> events) {
        return events.stream().map(OutboxRow::of).toList();
    }

    private static List<Object> columns(List<OutboxRow> rows) {
        return List.of(
                column(rows, OutboxRow::topic),
                column(rows, OutboxRow::key),
                column(rows, OutboxRow::headers),
                column(rows, OutboxRow::data));
    }

    private static String[] column(List<OutboxRow> rows, Function<OutboxRow, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }
}
