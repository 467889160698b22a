package dev.hallmark.operator.token;

import dev.hallmark.events.Topics;
import dev.hallmark.kafka.WholeTopics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The machine tokens that are revoked, copied from Kafka into memory. A replica is not ready before it has read all of
 * them; where no machine token is accepted, there is nothing to read.
 */
@Default
@Readiness
@ApplicationScoped
class TokenRevocations implements HealthCheck {

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final WholeTopics topic;
    private final boolean needed;

    TokenRevocations(@Identifier("default-kafka-broker") Map<String, Object> kafka, MachineTokenSettings settings) {
        this.topic = new WholeTopics(kafka, List.of(Topics.TOKEN_REVOCATIONS), this::received);
        this.needed = settings.jwksUrl().isPresent();
    }

    void start(@Observes StartupEvent event) {
        if (needed) {
            topic.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        topic.close();
    }

    /** Fails with a fault of the infrastructure while not all revocations have been read. */
    boolean isRevoked(UUID token) {
        topic.requireRead();
        return revoked.contains(token.toString());
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token revocations")
                .status(!needed || topic.isRead())
                .build();
    }

    /** Whatever a newer version says in it: a token whose id is the key of a record is revoked. */
    private void received(ConsumerRecord<String, byte[]> one) {
        if (one.key() != null && one.value() != null) {
            revoked.add(one.key());
        }
    }
}
