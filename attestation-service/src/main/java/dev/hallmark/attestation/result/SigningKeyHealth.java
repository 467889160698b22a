package dev.hallmark.attestation.result;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Keeps devices away until this replica has a key to sign with. */
@Readiness
@ApplicationScoped
class SigningKeyHealth implements HealthCheck {

    private final SigningKeys keys;

    SigningKeyHealth(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing key published")
                .status(keys.published())
                .build();
    }
}
