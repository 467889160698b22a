package dev.hallmark.keys;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A process takes no work before it has reached its key ring once. Later an outage is for whoever watches: what needs no key,
 * such as the CRLs that exist, goes on.
 */
@ApplicationScoped
class KeyRingHealth {

    private final KeyRing ring;
    private final KeysSettings settings;
    private final AtomicBoolean reached = new AtomicBoolean();

    KeyRingHealth(KeyRing ring, KeysSettings settings) {
        this.ring = ring;
        this.settings = settings;
    }

    @Wellness
    @ApplicationScoped
    static class Now implements AsyncHealthCheck {
        private final KeyRingHealth health;

        Now(KeyRingHealth health) {
            this.health = health;
        }

        @Override
        public Uni<HealthCheckResponse> call() {
            return health.now("key ring");
        }
    }

    @Readiness
    @ApplicationScoped
    static class Once implements AsyncHealthCheck {
        private final KeyRingHealth health;

        Once(KeyRingHealth health) {
            this.health = health;
        }

        @Override
        public Uni<HealthCheckResponse> call() {
            return health.once();
        }
    }

    Uni<HealthCheckResponse> once() {
        var name = "key ring reached";
        return reached.get() ? Uni.createFrom().item(up(name)) : now(name);
    }

    Uni<HealthCheckResponse> now(String name) {
        return ring.check()
                .invoke(() -> reached.set(true))
                .map(checked -> up(name))
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(name)
                        .down()
                        .withData("provider", settings.provider())
                        .withData("problem", String.valueOf(failure.getMessage()))
                        .build());
    }

    private HealthCheckResponse up(String name) {
        return HealthCheckResponse.named(name)
                .up()
                .withData("provider", settings.provider())
                .build();
    }
}
