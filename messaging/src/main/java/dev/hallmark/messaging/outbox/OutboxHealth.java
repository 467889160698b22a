package dev.hallmark.messaging.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Events wait while Kafka or the database is away; nothing is lost, so this is no reason to take a service out. */
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
