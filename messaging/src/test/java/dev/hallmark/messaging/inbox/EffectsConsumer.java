package dev.hallmark.messaging.inbox;

import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateRevoked;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes a row for each revoked certificate; does what the reason says where it is an instruction of the test. */
@ApplicationScoped
class EffectsConsumer {

    static final String POISON = "poison";
    /** A consumer that has a topic for its dead letters. */
    static final String NAME = "policy-certificates";

    static final String CONFLICT = "conflict";
    static final String EXPELLED = "expelled";

    private final Inbox inbox;
    private final Map<String, Object> kafka;
    private final AtomicInteger conflicts = new AtomicInteger(3);

    EffectsConsumer(Inbox inbox, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.inbox = inbox;
        this.kafka = kafka;
    }

    @Incoming("certificates")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(NAME, records, this::apply);
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
            throw new IllegalArgumentException("a reason that cannot be processed");
        }
        var row = transaction
                .preparedQuery("insert into effect (serial, reason) values ($1, $2)")
                .execute(Tuple.of(revoked.serial().hex(), revoked.reason()))
                .replaceWithVoid();
        return switch (revoked.reason()) {
            case CONFLICT ->
                conflicts.decrementAndGet() >= 0 ? row.chain(() -> serializationFailure(transaction)) : row;
            case EXPELLED -> row.chain(this::expelFromGroup);
            default -> row;
        };
    }

    /** As a broker does with a member that has sent no heartbeat for too long. */
    private Uni<Void> expelFromGroup() {
        var admin = Admin.create(kafka);
        return Uni.createFrom()
                .completionStage(admin.removeMembersFromConsumerGroup(
                                "test-service", new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .toCompletionStage())
                .onTermination()
                .invoke(() -> admin.close(Duration.ZERO));
    }

    private static Uni<Void> serializationFailure(SqlConnection transaction) {
        return transaction
                .query("do $$ begin raise exception 'conflict' using errcode = '40001'; end $$")
                .execute()
                .replaceWithVoid();
    }
}
