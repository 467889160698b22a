package dev.hallmark.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Opens the configured key ring when the process starts, or fails the start and names the property. */
@ApplicationScoped
class KeyRingProducer {

    private final KeysSettings settings;
    private final Instance<KeyRingProvider> providers;
    private final MeterRegistry meters;

    KeyRingProducer(KeysSettings settings, @Any Instance<KeyRingProvider> providers, MeterRegistry meters) {
        this.settings = settings;
        this.providers = providers;
        this.meters = meters;
    }

    void openAtStart(@Observes StartupEvent start, KeyRing ring) {
        if (ring == null) {
            throw new IllegalStateException("hallmark.keys.provider opened no key ring");
        }
    }

    @Produces
    @Singleton
    KeyRing keyRing() {
        var ring = providers.stream()
                .filter(provider -> provider.name().equals(settings.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("hallmark.keys.provider=%s is unknown; accepted is: %s"
                        .formatted(settings.provider(), names())))
                .open();
        return new ObservedKeyRing(ring, meters);
    }

    private String names() {
        return providers.stream().map(KeyRingProvider::name).sorted().collect(Collectors.joining(", "));
    }
}
