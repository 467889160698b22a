package dev.hallmark.mosquitto.session;

import dev.hallmark.events.Event;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateListed;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.mosquitto.trust.Trust;
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
 * Cuts sessions when certificates are revoked or held: at once, and again when nobody can have a TLS connection any more that
 * was let in before. Both are consumers of their own, so that neither is forgotten in a crash: offsets are committed
 * after the cut.
 */
@ApplicationScoped
class RevocationConsumer {

    private static final Logger LOG = Logger.getLogger(RevocationConsumer.class);

    /** CRLReason (RFC 5280 §5.3.1). */
    private static final String SUPERSEDED = "superseded";

    private final SessionCutter cutter;
    private final Trust trust;
    private final ControlConfiguration configuration;

    RevocationConsumer(SessionCutter cutter, Trust trust, ControlConfiguration configuration) {
        this.cutter = cutter;
        this.trust = trust;
        this.configuration = configuration;
    }

    @Incoming("revocations")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return cut(records, Duration.ZERO);
    }

    @Incoming("revocations-again")
    Uni<Void> consumeAgain(ConsumerRecords<String, byte[]> records) {
        return cut(records, configuration.againAfter());
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
     * A device with a new certificate is as welcome as before, and the broker does not tell by which of the two a
     * session was opened.
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
            LOG.errorf(e, "passed over partition=%d offset=%d", one.partition(), one.offset());
            return Optional.empty();
        }
    }
}
