package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.EventLog;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a subscriber reads is what the schemas promise. */
class EventsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.running();

    @Test
    void everyEventOfALifeFitsItsSchema() throws Exception {
        // Given
        var device = DeviceKeys.generate();
        var operator = new Operator(sandbox);
        try (var log = EventLog.ofALife(sandbox)) {
            // When
            assertThat(operator.createPolicy("events-" + UUID.randomUUID())).isNotBlank();
            var arrival = Fleet.of(sandbox).welcomeAndOnboard(device);
            operator.revoke(arrival.deviceId().hex(), "lost");

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(log.keys("dev.hallmark.certificate.revoked.v1"))
                            .contains(arrival.deviceId().hex()));
            assertThat(log.read()).allSatisfy(EventsIT::assertFitsItsSchema);
            assertThat(log.read().stream().map(event -> EventLog.header(event, "ce_type")))
                    .contains(
                            "dev.hallmark.policy.published.v1",
                            "dev.hallmark.batch.devices-added.v1",
                            "dev.hallmark.device.attested.v1",
                            "dev.hallmark.certificate.issued.v1",
                            "dev.hallmark.device.onboarded.v1",
                            "dev.hallmark.device.revoked.v1",
                            "dev.hallmark.certificate.revoked.v1");
        }
    }

    private static void assertFitsItsSchema(ConsumerRecord<String, byte[]> event) {
        var type = EventLog.header(event, "ce_type");
        var file = Sandbox.PROJECT.resolve("events/src/main/resources/schemas/" + type + ".json");
        try {
            var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(file));
            assertThat(schema.validate(JSON.readTree(event.value()))).as(type).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(EventLog.header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(EventLog.header(event, "ce_source")).startsWith("/tenants/default/services/");
        assertThat(EventLog.header(event, "ce_actor")).isNotBlank();
    }
}
