package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.messaging.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Onboards the devices of issued certificates, and follows what becomes of the certificates. */
@ApplicationScoped
class CertificateConsumer {

    private static final String NAME = "policy-certificates";

    private final Inbox inbox;
    private final OnboardingService onboardings;
    private final CertificateStore certificates;
    private final jakarta.enterprise.event.Event<CertificatesChanged> changed;

    CertificateConsumer(
            Inbox inbox,
            OnboardingService onboardings,
            CertificateStore certificates,
            jakarta.enterprise.event.Event<CertificatesChanged> changed) {
        this.inbox = inbox;
        this.onboardings = onboardings;
        this.certificates = certificates;
        this.changed = changed;
    }

    @Incoming("certificates")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var devices = ConcurrentHashMap.<DeviceId>newKeySet();
        return inbox.consume(NAME, records, (transaction, events) -> apply(transaction, events)
                        .invoke(() -> devices.addAll(devices(events))))
                .invoke(() -> changed.fire(new CertificatesChanged(devices)));
    }

    private Uni<Void> apply(SqlConnection transaction, List<Event> events) {
        return onboardings
                .onboard(transaction, events)
                .chain(() -> certificates.revoke(transaction, events))
                .chain(() -> certificates.hold(transaction, events));
    }

    private static Set<DeviceId> devices(List<Event> events) {
        return events.stream().map(Event::key).map(DeviceId::parse).collect(Collectors.toSet());
    }
}
