package dev.hallmark.registry.deadletter;

import dev.hallmark.events.Topics;
import dev.hallmark.messaging.deadletter.DeadLetterIndex;
import dev.hallmark.messaging.deadletter.DeadLetterReader;
import dev.hallmark.operator.access.PlatformTenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The topics of dead letters while the service runs: how many are open shows in its health and its metrics. */
@Default
@Wellness
@ApplicationScoped
class DeadLetterTopics implements HealthCheck {

    private final DeadLetterIndex index;
    private final DeadLetterReader reader;

    DeadLetterTopics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            PlatformTenant platform,
            MeterRegistry meters) {
        this.index = new DeadLetterIndex(kafka, platform.tenant());
        this.reader = new DeadLetterReader(kafka);
        for (var consumer : Topics.consumers()) {
            meters.gauge("hallmark.dead.letters", Tags.of("consumer", consumer), index, known -> known.open()
                    .getOrDefault(consumer, 0L));
        }
    }

    void start(@Observes StartupEvent event) {
        index.start();
    }

    void stop(@Observes ShutdownEvent event) {
        index.close();
    }

    DeadLetterIndex index() {
        return index;
    }

    DeadLetterReader reader() {
        return reader;
    }

    @Override
    public HealthCheckResponse call() {
        var open = index.open();
        var response = HealthCheckResponse.named("dead letters").status(open.isEmpty());
        open.forEach(response::withData);
        return response.build();
    }
}
