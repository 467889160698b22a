package dev.hallmark.audit.trail;

import dev.hallmark.commons.limit.TokenBuckets;
import dev.hallmark.events.EventType;
import dev.hallmark.messaging.inbox.Inbox;
import dev.hallmark.messaging.inbox.ReceivedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Records what operators do, and the security decisions of the device plane. */
@ApplicationScoped
class TrailConsumer {

    private static final double SECONDS = Duration.ofMinutes(1).toSeconds();

    private final Inbox inbox;
    private final Trail trail;
    private final TokenBuckets samples;
    private final Counter unsampled;

    TrailConsumer(Inbox inbox, Trail trail, TrailSettings settings, MeterRegistry meters) {
        this.inbox = inbox;
        this.trail = trail;
        var perMinute = settings.refusedAttestationsPerMinute();
        this.samples = new TokenBuckets(perMinute / SECONDS, perMinute, System::nanoTime);
        this.unsampled = Counter.builder("hallmark.audit.unsampled")
                .description("refused attestations that are not in the audit trail")
                .register(meters);
    }

    @Incoming("audit")
    Uni<Void> audit(ConsumerRecords<String, byte[]> records) {
        return inbox.consumeRecords("audit-audit", records, trail::append);
    }

    /** Issued, held, released and revoked. */
    @Incoming("certificates")
    Uni<Void> certificates(ConsumerRecords<String, byte[]> records) {
        return inbox.consumeRecords("audit-certificates", records, trail::append);
    }

    @Incoming("attestation")
    Uni<Void> attestation(ConsumerRecords<String, byte[]> records) {
        return inbox.consumeRecords("audit-attestation", records, this::appendRefused);
    }

    private Uni<Void> appendRefused(SqlConnection transaction, List<ReceivedEvent> events) {
        return trail.append(
                transaction,
                events.stream()
                        .filter(TrailConsumer::isRefused)
                        .filter(this::sample)
                        .toList());
    }

    private static boolean isRefused(ReceivedEvent event) {
        return event.envelope().type().equals(EventType.ATTESTATION_FAILED.typeName());
    }

    /** A device that is attacked, or broken, is refused again and again: some show that, and all are counted. */
    private boolean sample(ReceivedEvent event) {
        var sampled = samples.take(event.envelope().tenant().name()).isEmpty();
        if (!sampled) {
            unsampled.increment();
        }
        return sampled;
    }
}
