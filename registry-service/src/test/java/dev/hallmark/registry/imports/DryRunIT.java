package dev.hallmark.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Topics;
import dev.hallmark.events.registry.BatchDevicesAdded;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DryRunIT {

    private final String tenant = Registry.tenant();
    private final String here = Registry.deviceId();
    private final String elsewhere = Registry.deviceId();
    private final List<String> ids = Registry.deviceIds(2);

    /** Two good rows, the first of them again, one that is there already, a bad one, and one of another tenant's device. */
    private final String file = Registry.json(List.of(ids.get(0), ids.get(1), ids.get(0), here, "beef", elsewhere));

    @Test
    void ofABatchItReportsAsTheImportDoesAndNothingIsStoredOrPublished() {
        // Given
        var batch = Registry.batch(tenant, true);
        var path = "/batches/" + batch + "/devices";
        put(Registry.operator(tenant), path, here);
        put(Registry.operator(tenant), "/batches/" + Registry.batch(tenant, true) + "/devices", elsewhere);

        // When
        var dry = send(Registry.operator(tenant), path + "?dryRun=true", file);

        // Then
        assertReported(dry, true);
        ids.forEach(id -> Registry.get(tenant, "/devices/" + id).then().statusCode(404));
        var witness = Registry.deviceId();
        put(Registry.operator(tenant), path, witness);
        assertThat(toldOf(batch, witness)).containsExactly(here, witness);
        assertSame(dry, send(Registry.operator(tenant), path, file));
    }

    @Test
    void ofRegistrationsItReportsAsTheImportDoesAndNothingIsStored() {
        // Given
        put(Registry.as(tenant, "factory"), "/registrations", here);
        put(Registry.as(Registry.tenant(), "factory"), "/registrations", elsewhere);

        // When
        var dry = send(Registry.as(tenant, "factory"), "/registrations?dryRun=true", file);

        // Then
        assertReported(dry, true);
        Registry.add(tenant, Registry.batch(tenant, false), Registry.JSON, Registry.json(ids))
                .then()
                .body("accepted", equalTo(0))
                .body("errors.reason", contains("not registered by a factory", "not registered by a factory"));
        assertSame(dry, send(Registry.as(tenant, "factory"), "/registrations", file));
    }

    @Test
    void dryRunIsTrueOrFalse() {
        for (var value : List.of("maybe", "1", "TRUE")) {
            Registry.operator(tenant)
                    .contentType(Registry.JSON)
                    .body("{\"devices\":[]}")
                    .post(Registry.API + "/batches/any/devices?dryRun=" + value)
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("dryRun"));
        }
    }

    private static void put(RequestSpecification sender, String path, String id) {
        send(sender, path, Registry.json(List.of(id))).then().body("accepted", equalTo(1));
    }

    private static Response send(RequestSpecification sender, String path, String file) {
        var answer = sender.contentType(Registry.JSON).body(file).post(Registry.API + path);
        answer.then().statusCode(202);
        return answer;
    }

    private static void assertReported(Response report, boolean dryRun) {
        report.then()
                .body("dryRun", equalTo(dryRun))
                .body("state", equalTo("completed"))
                .body("received", equalTo(6))
                .body("accepted", equalTo(2))
                .body("duplicate", equalTo(2))
                .body("rejected", equalTo(2))
                .body("errors.line", contains(6, 7));
    }

    private static void assertSame(Response dry, Response real) {
        assertReported(real, false);
        assertThat(real.<List<Object>>path("errors")).isEqualTo(dry.<List<Object>>path("errors"));
    }

    /** The devices that the events of a batch name, up to this one. */
    private static List<String> toldOf(String batch, String last) {
        return TopicReader.await(
                        Topics.REGISTRY,
                        event -> event.key().equals(batch) && event.data() instanceof BatchDevicesAdded,
                        events -> events.stream().anyMatch(event -> ids((BatchDevicesAdded) event.data())
                                .contains(last)))
                .stream()
                .flatMap(event -> ids((BatchDevicesAdded) event.data()).stream())
                .toList();
    }

    private static List<String> ids(BatchDevicesAdded added) {
        return added.devices().stream()
                .map(DeviceSnapshot::deviceId)
                .map(DeviceId::hex)
                .toList();
    }
}
