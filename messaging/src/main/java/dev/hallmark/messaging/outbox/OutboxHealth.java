package dev.hallmark.messaging.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Events wait during an outage of Kafka or the database; nothing is lost, so no replica is taken out of service. */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {

    private final OutboxRelay relay;
    private final OutboxLag lag;

    OutboxHealth(OutboxRelay relay, OutboxLag lag) {
        this.relay = relay;
        this.lag = lag;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox relay");
        lag.measured().ifPresent(now -> response.withData("events", now.events())
                .withData("oldest-seconds", Math.round(now.oldestSeconds())));
        relay.fault().ifPresent(fault -> response.withData("waits-for", fault));
        return response.status(relay.fault().isEmpty()).build();
    }
}
