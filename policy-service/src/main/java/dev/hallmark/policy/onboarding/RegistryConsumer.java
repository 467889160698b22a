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

/** Updates the standings of devices. Additions to a batch are skipped: a device is added with its first certificate. */
@ApplicationScoped
class RegistryConsumer {

    private static final String NAME = "policy-registry";

    private final Inbox inbox;
    private final DeviceStore devices;

    RegistryConsumer(Inbox inbox, DeviceStore devices) {
        this.inbox = inbox;
        this.devices = devices;
    }

    @Incoming("registry")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(NAME, DeviceMoved.class, records, this::update);
    }

    private Uni<Void> update(SqlConnection transaction, List<Event> events) {
        var standings = events.stream().map(RegistryConsumer::standing).toList();
        return devices.update(transaction, standings).replaceWithVoid();
    }

    private static DeviceStanding standing(Event event) {
        return DeviceStanding.of(event.tenant(), ((DeviceMoved) event.data()).device());
    }
}
