package dev.hallmark.messaging.outbox;

import dev.hallmark.events.Event;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The outbox for a {@code @WithTransaction} method: the same rows, on the session of that transaction. */
@ApplicationScoped
public class SessionOutbox {

    private static final String APPEND = "insert into outbox (topic, key, headers, data) values (?1, ?2, ?3, ?4)";

    /** Appends events to the outbox, in their order, one after the other: a session does one thing at a time. */
    public Uni<Void> append(Event... events) {
        return Panache.getSession().chain(session -> Multi.createFrom()
                .iterable(List.of(events))
                .onItem()
                .transformToUniAndConcatenate(event -> append(session, OutboxRow.of(event)))
                .onItem()
                .ignore()
                .toUni());
    }

    private static Uni<Integer> append(Mutiny.Session session, OutboxRow row) {
        return session.createNativeQuery(APPEND)
                .setParameter(1, row.topic())
                .setParameter(2, row.key())
                .setParameter(3, row.headers())
                .setParameter(4, row.data())
                .executeUpdate();
    }
}
