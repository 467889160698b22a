package dev.hallmark.commons.production;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** In the production profile, ends the start of a process with settings that are fit for a developer's machine alone. */
@ApplicationScoped
class ProductionCheck {

    private static final String PRODUCTION = "prod";

    private final ProductionSettings accepted;

    ProductionCheck(ProductionSettings accepted) {
        this.accepted = accepted;
    }

    /** Before anything listens, or opens what these settings name. */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent event) {
        var config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        if (config.getProfiles().contains(PRODUCTION)) {
            check(config, accepted);
        }
    }

    static void check(SmallRyeConfig config, ProductionSettings accepted) {
        new DevelopmentSettings(config.getPropertyNames(), name -> value(config, name), accepted)
                .find()
                .ifPresent(found -> {
                    throw new IllegalStateException(found);
                });
    }

    private static Optional<String> value(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
