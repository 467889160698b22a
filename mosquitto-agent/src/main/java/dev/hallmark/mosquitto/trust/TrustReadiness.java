package dev.hallmark.mosquitto.trust;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the broker has files it can start with. */
@Readiness
@ApplicationScoped
class TrustReadiness implements HealthCheck {

    private final BrokerTrust trust;

    TrustReadiness(BrokerTrust trust) {
        this.trust = trust;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker files")
                .status(trust.isWritten())
                .build();
    }
}
