package dev.hallmark.messaging.inbox;

import dev.hallmark.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Processes the events that a consumer has not seen before. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Processes events, in their order, within a transaction that the inbox commits. It may be called again with the same
     * events after a rollback, and must touch rows in the order of device ids.
     */
    Uni<Void> handle(SqlConnection transaction, List<Event> events);
}
