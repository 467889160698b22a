package dev.hallmark.events.outbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Events wait while Kafka or the database is away; nothing is lost, so this is no reason to take a service out. */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {

    private final OutboxRelay relay;

    OutboxHealth(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox relay");
        relay.fault().ifPresent(fault -> response.withData("waits-for", fault));
        return response.status(relay.fault().isEmpty()).build();
    }
}
