package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.certificate.CertificateIssued;
import dev.hallmark.events.certificate.CertificateRevoked;
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

/** A certificate makes a device known here; its revocation ends what the certificate is good for, a hold
 * until it is released. */
@ApplicationScoped
class CertificateConsumer {

    private static final String NAME = "policy-certificates";

    private final Inbox inbox;
    private final OnboardingService onboardings;
    private final Certificates certificates;
    private final Holds holds;
    private final jakarta.enterprise.event.Event<OnboardingsSettled> settled;

    CertificateConsumer(
            Inbox inbox,
            OnboardingService onboardings,
            Certificates certificates,
            Holds holds,
            jakarta.enterprise.event.Event<OnboardingsSettled> settled) {
        this.inbox = inbox;
        this.onboardings = onboardings;
        this.certificates = certificates;
        this.holds = holds;
        this.settled = settled;
    }

    @Incoming("certificates")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var devices = ConcurrentHashMap.<DeviceId>newKeySet();
        return inbox.consume(NAME, records, (transaction, events) -> take(transaction, events)
                        .invoke(() -> devices.addAll(devices(events))))
                .invoke(() -> settled.fire(new OnboardingsSettled(devices)));
    }

    private Uni<Void> take(SqlConnection transaction, List<Event> events) {
        var issued = only(events, CertificateIssued.class);
        var revoked = only(events, CertificateRevoked.class);
        var onboarded = issued.isEmpty() ? Uni.createFrom().voidItem() : onboardings.onboard(transaction, issued);
        var withdrawn =
                revoked.isEmpty() ? onboarded : onboarded.chain(() -> certificates.revoke(transaction, revoked));
        return withdrawn.chain(() -> holds.learn(transaction, events));
    }

    private static List<Event> only(List<Event> events, Class<? extends EventData> form) {
        return events.stream().filter(event -> form.isInstance(event.data())).toList();
    }

    private static Set<DeviceId> devices(List<Event> events) {
        return events.stream().map(Event::key).map(DeviceId::parse).collect(Collectors.toSet());
    }
}
