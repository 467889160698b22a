package dev.hallmark.events.inbox;

import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateRevoked;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes a row for each revoked certificate; does what the reason says where it is an instruction of the test. */
@ApplicationScoped
class EffectsConsumer {

    static final String POISON = "poison";
    static final String CONFLICT = "conflict";

    private final Inbox inbox;
    private final AtomicInteger conflicts = new AtomicInteger(3);

    EffectsConsumer(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("certificates")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("effects", records, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, List<Event> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> apply(transaction, (CertificateRevoked) event.data()))
                .onItem()
                .ignore()
                .toUni();
    }

    private Uni<Void> apply(SqlConnection transaction, CertificateRevoked revoked) {
        if (revoked.reason().equals(POISON)) {
            throw new IllegalArgumentException("a reason that nobody can take");
        }
        var row = transaction
                .preparedQuery("insert into effect (serial, reason) values ($1, $2)")
                .execute(Tuple.of(revoked.serial().hex(), revoked.reason()))
                .replaceWithVoid();
        return revoked.reason().equals(CONFLICT) && conflicts.decrementAndGet() >= 0
                ? row.chain(() -> serializationFailure(transaction))
                : row;
    }

    private static Uni<Void> serializationFailure(SqlConnection transaction) {
        return transaction
                .query("do $$ begin raise exception 'conflict' using errcode = '40001'; end $$")
                .execute()
                .replaceWithVoid();
    }
}
