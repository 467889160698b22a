package dev.hallmark.mosquitto.session;

import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateListed;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.mosquitto.trust.BrokerTrust;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Cuts sessions when certificates are revoked or held: at once, and again when TLS connections from before can no
 * longer become sessions. Both are separate consumers, so that a crash loses neither: offsets are committed after the
 * cut.
 */
@ApplicationScoped
class RevocationConsumer {

    private static final Logger LOG = Logger.getLogger(RevocationConsumer.class);

    /** CRLReason (RFC 5280 §5.3.1). */
    private static final String SUPERSEDED = "superseded";

    private final SessionCutter cutter;
    private final BrokerTrust trust;
    private final ControlSettings settings;

    RevocationConsumer(SessionCutter cutter, BrokerTrust trust, ControlSettings settings) {
        this.cutter = cutter;
        this.trust = trust;
        this.settings = settings;
    }

    @Incoming("revocations")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return cut(records, Duration.ZERO);
    }

    @Incoming("revocations-again")
    Uni<Void> consumeAgain(ConsumerRecords<String, byte[]> records) {
        return cut(records, settings.againAfter());
    }

    private Uni<Void> cut(ConsumerRecords<String, byte[]> records, Duration pause) {
        var listed = listed(records);
        return listed.isEmpty() ? Uni.createFrom().voidItem() : cutter.cut(listed, pause);
    }

    private List<CertificateListed> listed(ConsumerRecords<String, byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .flatMap(one -> read(one).stream())
                .filter(event -> trust.covers(event.tenant()))
                .map(event -> (CertificateListed) event.data())
                .filter(RevocationConsumer::endsTheSession)
                .toList();
    }

    /**
     * A device with a new certificate may stay connected, and the broker does not report which of the two opened a
     * session.
     */
    static boolean endsTheSession(CertificateListed listed) {
        return switch (listed) {
            case CertificateHeld held -> true;
            case CertificateRevoked revoked -> !SUPERSEDED.equals(revoked.reason());
        };
    }

    /** There is no database here for dead letters, and every other consumer of the topic has its own. */
    private static Optional<Event> read(ConsumerRecord<String, byte[]> one) {
        try {
            return KafkaEvents.read(one, CertificateListed.class);
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "event skipped partition=%d offset=%d", one.partition(), one.offset());
            return Optional.empty();
        }
    }
}
