package dev.hallmark.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.embedded.Ports;
import dev.hallmark.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsReadinessTest {

    private static final String MISSING = "hallmark.from-the-next-version.v1";

    @Test
    void aServiceIsNotReadyWhileATopicIsMissing(@TempDir Path home) throws Exception {
        // Given
        var settings = new KafkaServer.Settings(home.resolve("data"), home.resolve("kafka.log"), Ports.free(), 1);
        try (var server = KafkaServer.start(settings);
                var admin = Admin.create(Map.of("bootstrap.servers", server.bootstrapServers()))) {
            var readiness = new TopicsReadiness(Map.of(), List.of(Topics.REGISTRY.name(), MISSING));

            // When
            readiness.look(admin);

            // Then
            assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(readiness.call().getData())
                    .hasValueSatisfying(data -> assertThat(data.get("missing")).isEqualTo(MISSING));

            // And then
            admin.createTopics(List.of(new NewTopic(MISSING, 1, (short) 1)))
                    .all()
                    .get();
            readiness.look(admin);
            assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void aKafkaThatIsAwayTakesNobodyOutOfService() throws Exception {
        var readiness = new TopicsReadiness(Map.of(), List.of(MISSING));
        var nowhere = Map.<String, Object>of(
                "bootstrap.servers",
                "127.0.0.1:" + Ports.free(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                500,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                500);

        try (var admin = Admin.create(nowhere)) {
            readiness.look(admin);
        }

        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
