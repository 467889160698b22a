package dev.hallmark.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Processes events as they are, of types that this version does not know too. */
@FunctionalInterface
public interface RecordHandler {

    /**
     * Processes events, in their order, within a transaction that the inbox commits. It may be called again with the same
     * events, after a rollback and after a commit, and detects those that it has processed before.
     */
    Uni<Void> handle(SqlConnection transaction, List<ReceivedEvent> events);
}
