package dev.hallmark.policy.onboarding;

import dev.hallmark.events.Event;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps standings. Devices that came into a batch are passed over: their certificates make them known. */
@ApplicationScoped
class RegistryConsumer {

    private static final String NAME = "policy-registry";

    private final Inbox inbox;
    private final Standings standings;

    RegistryConsumer(Inbox inbox, Standings standings) {
        this.inbox = inbox;
        this.standings = standings;
    }

    @Incoming("registry")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(NAME, DeviceMoved.class, records, this::take);
    }

    private Uni<Void> take(SqlConnection transaction, List<Event> events) {
        var told = events.stream().map(RegistryConsumer::standing).toList();
        return standings.learn(transaction, told).replaceWithVoid();
    }

    private static DeviceStanding standing(Event event) {
        return DeviceStanding.of(event.tenant(), ((DeviceMoved) event.data()).device());
    }
}
