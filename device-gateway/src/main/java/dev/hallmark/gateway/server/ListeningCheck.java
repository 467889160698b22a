package dev.hallmark.gateway.server;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as both ports are open: requests for an unavailable service are answered with 503. */
@Readiness
@ApplicationScoped
class ListeningCheck implements HealthCheck {
    private final Gateway gateway;

    ListeningCheck(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("listening")
                .status(gateway.listening())
                .build();
    }
}
