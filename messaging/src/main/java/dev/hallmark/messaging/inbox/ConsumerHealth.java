package dev.hallmark.messaging.inbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A consumer that waits resumes by itself: this shows it, and takes no replica out of service. */
@Wellness
@ApplicationScoped
class ConsumerHealth implements HealthCheck {

    private final ConsumerFaults faults;

    ConsumerHealth(ConsumerFaults faults) {
        this.faults = faults;
    }

    @Override
    public HealthCheckResponse call() {
        var waiting = faults.byConsumer();
        var response = HealthCheckResponse.named("consumers").status(waiting.isEmpty());
        waiting.forEach((consumer, fault) ->
                response.withData(consumer, "waits since %s for: %s".formatted(fault.since(), fault.what())));
        return response.build();
    }
}
