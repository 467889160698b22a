package dev.hallmark.mosquitto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.mosquitto.TestAuthority.Credentials;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What ca-service tells of revocations. */
@ApplicationScoped
public class TestNews {

    private static final TenantId TENANT = TenantId.of("default");

    private final Events events;
    private final Map<String, Object> kafka;

    TestNews(Events events, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.events = events;
        this.kafka = kafka;
    }

    public void revoked(DeviceId id, Credentials credentials, long crlNumber) throws Exception {
        send(event(id, credentials, crlNumber));
    }

    private Event event(DeviceId id, Credentials credentials, long crlNumber) {
        return events.of(
                TENANT,
                new CertificateRevoked(
                        id,
                        id.commonName(),
                        SerialNumber.of(credentials.certificate().getSerialNumber()),
                        TestPki.AUTHORITY,
                        "keyCompromise",
                        Instant.now(),
                        crlNumber));
    }

    private void send(Event event) throws Exception {
        try (var producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(KafkaEvents.record(event)).get().hasOffset())
                    .isTrue();
        }
    }
}
