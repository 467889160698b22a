package dev.hallmark.registry.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.attestation.DeviceAttested;
import dev.hallmark.events.registry.BatchDevicesChanged;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files that say something else of a device than what is stored. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ReimportIT {

    private static final String STORED = "the stored serial is \"A-1\", not \"A-2\"";

    private final String tenant = Registry.tenant();
    private final String id = Registry.deviceId();

    @Test
    void anotherSerialIsNoDuplicate() throws IOException {
        // Given
        accepted(Registry.register(tenant, Registry.CSV, sent("1.csv")));

        // When
        var again = Registry.register(tenant, Registry.CSV, sent("1.csv"));
        var other = Registry.register(tenant, Registry.CSV, sent("2.csv"));

        // Then
        again.then().body("duplicate", equalTo(1));
        rejected(other, STORED);
        serialIs("A-1");
    }

    @Test
    void aSerialGivenLaterIsNoDuplicateAndOneLeftOutIs() {
        // Given
        accepted(Registry.register(tenant, Registry.CSV, "deviceId\n" + id));

        // Then
        rejected(Registry.register(tenant, Registry.CSV, file("A-2")), "no serial is stored, the file says \"A-2\"");
        accepted(as("admin", "/registrations?update=true", file("A-2")));
        Registry.register(tenant, Registry.CSV, "deviceId\n" + id).then().body("duplicate", equalTo(1));
        serialIs("A-2");
    }

    @Test
    void twoSerialsOfOneIdInOneFileAreDistinguished() {
        var file = "deviceId,serial\n%1$s,A-1\n%1$s,A-2\n%1$s,A-1\n%1$s\n".formatted(id);

        for (var query : new String[] {"?dryRun=true", ""}) {
            as("factory", "/registrations" + query, file)
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(1))
                    .body("duplicate", equalTo(2))
                    .body("errors.line", contains(3))
                    .body("errors[0].reason", containsString(STORED));
        }
        serialIs("A-1");
    }

    @Test
    void aBatchAcceptsNoDeviceUnderAnotherSerialThanItsFactoryGaveIt() {
        // Given
        accepted(Registry.register(tenant, Registry.CSV, file("A-1")));
        var path = "/batches/" + Registry.batch(tenant, true) + "/devices";

        // When
        var other = as("operator", path, file("A-2"));

        // Then
        rejected(other, STORED);
        Registry.get(tenant, "/devices/" + id).then().body("batch", equalTo(null));
        accepted(as("operator", path + "?update=true", file("A-2")));
        serialIs("A-2");
    }

    @Test
    void anUpdateIsPublishedAndInTheTimeline() {
        // Given
        var batch = Registry.batch(tenant, true);
        var path = "/batches/" + batch + "/devices";
        accepted(as("operator", path, file("A-1")));
        rejected(as("operator", path, file("A-2")), STORED);

        // When
        as("operator", path + "?update=true&dryRun=true", file("A-3")).then().body("accepted", equalTo(1));
        var update = as("operator", path + "?update=true", file("A-2"));

        // Then
        accepted(update);
        update.then().body("update", equalTo(true));
        as("operator", path + "?update=true", file("A-2")).then().body("duplicate", equalTo(1));
        Registry.get(tenant, "/devices/" + id)
                .then()
                .body("serial", equalTo("A-2"))
                .body("version", equalTo(2));
        Registry.get(tenant, "/devices/" + id + "/timeline")
                .then()
                .body("items[0].event", equalTo("device.changed"))
                .body("items[0].actor", equalTo("operator@" + tenant))
                .body("items[0].facts.serial", equalTo("A-2"))
                .body("items[0].facts.serialBefore", equalTo("A-1"))
                .body("items[0].facts.import", equalTo(update.path("import")));
        assertThat(TopicReader.await(
                        Topics.REGISTRY,
                        event -> event.key().equals(batch) && event.data() instanceof BatchDevicesChanged,
                        events -> !events.isEmpty()))
                .singleElement()
                .satisfies(this::hasTheNewSerial);
    }

    private void hasTheNewSerial(Event event) {
        assertThat(((BatchDevicesChanged) event.data()).devices())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.deviceId().hex()).isEqualTo(id);
                    assertThat(device.serial()).isEqualTo("A-2");
                    assertThat(device.version()).isEqualTo(2);
                });
    }

    @Test
    void aDeviceThatHasAttestedIsNotChangedAnyMore() {
        // Given
        var path = "/batches/" + Registry.batch(tenant, true) + "/devices";
        accepted(as("operator", path, file("A-1")));
        TestKafka.publish(TestKafka.event(
                tenant,
                new DeviceAttested(
                        DeviceId.parse(id), "batch", "policy", 1, "application/eat+jwt", "affirming", "software", 1L)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> Registry.get(tenant, "/devices/" + id).then().body("stage", equalTo("attested")));

        // When
        var update = as("operator", path + "?update=true", file("A-2"));

        // Then
        rejected(update, STORED + " and cannot be changed: the device is attested");
        serialIs("A-1");
    }

    @Test
    void anotherBatchsDeviceIsNotChanged() {
        accepted(as("operator", "/batches/" + Registry.batch(tenant, true) + "/devices", file("A-1")));

        rejected(
                as("operator", "/batches/" + Registry.batch(tenant, true) + "/devices?update=true", file("A-2")),
                "already in another batch");
        serialIs("A-1");
        Registry.get(tenant, "/devices/" + id + "/timeline").then().body("items.event", not(hasItem("device.changed")));
    }

    @Test
    void aFactoryMayNotUpdate() {
        accepted(Registry.register(tenant, Registry.CSV, file("A-1")));

        as("factory", "/registrations?update=true", file("A-2")).then().statusCode(403);
        serialIs("A-1");
    }

    @Test
    void anUpdateGoesOnOnlyAsAnUpdate() {
        var key = UUID.randomUUID();

        for (var query : new String[] {"", "?update=true"}) {
            Registry.as(tenant, "admin")
                    .header("Idempotency-Key", key)
                    .contentType(Registry.CSV)
                    .body(file("A-1"))
                    .post(Registry.API + "/registrations" + query)
                    .then()
                    .statusCode(query.isEmpty() ? 202 : 422);
        }
    }

    private String file(String serial) {
        return "deviceId,serial\n" + id + "," + serial;
    }

    private String sent(String name) throws IOException {
        return new String(TestFiles.sent("reimport-serial/" + name), UTF_8).replace("1".repeat(64), id);
    }

    private Response as(String role, String path, String file) {
        return Registry.as(tenant, role).contentType(Registry.CSV).body(file).post(Registry.API + path);
    }

    private static void accepted(Response report) {
        report.then().statusCode(202).body("accepted", equalTo(1)).body("received", equalTo(1));
    }

    private static void rejected(Response report, String reason) {
        report.then()
                .statusCode(202)
                .body("duplicate", equalTo(0))
                .body("rejected", equalTo(1))
                .body("errors[0].reason", containsString(reason));
    }

    private void serialIs(String serial) {
        Registry.get(tenant, "/devices/" + id).then().body("serial", equalTo(serial));
    }
}
