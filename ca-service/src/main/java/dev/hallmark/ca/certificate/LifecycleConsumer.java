package dev.hallmark.ca.certificate;

import dev.hallmark.ca.crl.CrlPublisher;
import dev.hallmark.events.Event;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Applies lifecycle events of devices to their certificates.
 *
 * <ol>
 *   <li>Store the standing and hold, release or revoke the certificates: one transaction with the inbox.
 *   <li>Issue the CRLs and the events at once. If that fails or the process dies, {@code CrlUpkeep} does it.
 * </ol>
 */
@ApplicationScoped
class LifecycleConsumer {

    private final Inbox inbox;
    private final StandingStore store;
    private final CrlPublisher crls;

    LifecycleConsumer(Inbox inbox, StandingStore store, CrlPublisher crls) {
        this.inbox = inbox;
        this.store = store;
        this.crls = crls;
    }

    @Incoming("registry")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume("ca-registry", DeviceMoved.class, records, this::apply)
                .call(crls::tryToPublish);
    }

    private Uni<Void> apply(SqlConnection transaction, List<Event> events) {
        var ordered = events.stream().sorted(Comparator.comparing(Event::key)).toList();
        return Multi.createFrom()
                .iterable(ordered)
                .onItem()
                .transformToUniAndConcatenate(event -> store.apply(transaction, event, (DeviceMoved) event.data()))
                .onItem()
                .ignore()
                .toUni();
    }
}
