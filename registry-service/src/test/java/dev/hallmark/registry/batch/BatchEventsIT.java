package dev.hallmark.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventRecord;
import dev.hallmark.events.Topics;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class BatchEventsIT {

    @Test
    void theEventsOfABatchAreItsState() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(2100);
        var batch = Registry.batch(tenant, true);
        var policy = Registry.get(tenant, "/batches/" + batch).<String>path("policy");
        var file = ids.stream().map(id -> id + ",S-" + id.substring(0, 4)).collect(Collectors.joining("\n"));

        // When
        Registry.add(tenant, batch, Registry.CSV, "deviceId,serial\n" + file)
                .then()
                .body("accepted", equalTo(2100));

        // Then
        var published = TopicReader.await(
                Topics.REGISTRY,
                event -> event.key().equals(batch),
                events -> devices(events).size() >= 2100);
        var expected = ids.stream()
                .map(id -> new DeviceSnapshot(
                        DeviceId.parse(id),
                        batch,
                        policy,
                        "S-" + id.substring(0, 4),
                        null,
                        null,
                        null,
                        Standing.ACTIVE,
                        1,
                        1))
                .toList();
        assertThat(devices(published)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(published).allSatisfy(BatchEventsIT::followsItsSchema);
        assertThat(published).extracting(event -> event.tenant().name()).containsOnly(tenant);
    }

    private static List<DeviceSnapshot> devices(List<Event> events) {
        return events.stream()
                .flatMap(event -> ((BatchDevicesAdded) event.data()).devices().stream())
                .toList();
    }

    private static void followsItsSchema(Event event) {
        var schema = BatchEventsIT.class.getResourceAsStream(
                "/schemas/" + event.type().typeName() + ".json");
        var errors = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(EventRecord.value(event), InputFormat.JSON);
        assertThat(errors).isEmpty();
    }
}
