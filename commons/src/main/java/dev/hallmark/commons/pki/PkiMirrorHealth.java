package dev.hallmark.commons.pki;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A stale mirror needs attention, but the service keeps its traffic: it shows under wellness, not readiness. */
@Wellness
@ApplicationScoped
class PkiMirrorHealth implements HealthCheck {
    private final PkiMirror mirror;
    private final Clock clock;

    PkiMirrorHealth(PkiMirror mirror, Clock clock) {
        this.mirror = mirror;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var state = mirror.state();
        boolean well = !mirror.active() || !state.stale(clock.instant(), mirror.tolerance());
        return HealthCheckResponse.named("pki-mirror")
                .status(well)
                .withData("authorities", mirror.current().authorities().size())
                .withData("lastSuccess", state.success().toString())
                .withData("problems", String.join("; ", state.problems()))
                .build();
    }
}
