package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.onboarding.DeviceOnboarded;
import dev.hallmark.events.registry.DeviceMoved;
import dev.hallmark.events.registry.DeviceReEnrolled;
import dev.hallmark.events.registry.DeviceResumed;
import dev.hallmark.events.registry.DeviceRetired;
import dev.hallmark.events.registry.DeviceSuspended;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class LifecycleIT {

    private static final SerialNumber SERIAL = SerialNumber.parse("1f");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    private String tenant;
    private String id;

    @BeforeEach
    void aDeviceInABatch() {
        tenant = Registry.tenant();
        id = Registry.deviceId();
        Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
    }

    @Test
    void everyCommandTakesEffectOnceAndPublishesTheWholeState() {
        // When
        for (var command : List.of("suspend", "suspend", "resume", "resume", "retire", "retire")) {
            command(command).then().statusCode(200);
        }

        // Then
        var published = published(3);
        assertThat(published)
                .extracting(Event::data)
                .extracting(Object::getClass)
                .containsExactly(DeviceSuspended.class, DeviceResumed.class, DeviceRetired.class);
        assertThat(published).extracting(Event::actor).containsOnly("operator@" + tenant);
        assertThat(published.stream().map(event -> (DeviceMoved) event.data()))
                .allMatch(moved -> moved.reason().equals("because"))
                .extracting(DeviceMoved::device)
                .extracting(device -> device.standing() + " " + device.version())
                .containsExactly("SUSPENDED 2", "ACTIVE 3", "RETIRED 4");
        Registry.get(tenant, "/devices/" + id).then().body("state", equalTo("retired"));
        assertThat(timeline())
                .containsExactly(
                        "device.retired", "device.resumed", "device.suspended", "device.registered", "batch.added");
    }

    @Test
    void aCommandThatWaitedForTheDeviceToBeAddedPublishesItsPolicy() {
        // Given
        id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
        var batch = Registry.batch(tenant, false);
        var adding = pool.getConnection().await().atMost(PATIENCE);
        var added = adding.begin().await().atMost(PATIENCE);
        adding.preparedQuery("update device set batch = $2, batched_at = now() where id = $1")
                .execute(Tuple.of(Buffer.buffer(DeviceId.parse(id).bytes()), UUID.fromString(batch)))
                .await()
                .atMost(PATIENCE);

        // When
        var suspended = CompletableFuture.supplyAsync(() -> command("suspend"));
        await().until(() -> waiting() == 1);
        added.commit().await().atMost(PATIENCE);
        adding.close().await().atMost(PATIENCE);

        // Then
        var policy = Registry.get(tenant, "/batches/" + batch).<String>path("policy");
        assertThat(suspended).succeedsWithin(PATIENCE);
        suspended.join().then().statusCode(200).body("batch", equalTo(batch)).body("policy", equalTo(policy));
        var published = (DeviceMoved) published(1).getFirst().data();
        assertThat(published.device().policy()).isEqualTo(policy);
    }

    @Test
    void reEnrolmentStartsAGenerationOnce() {
        // Given
        onboarded(1);
        awaitState("onboarded");

        // When
        command("re-enrol")
                .then()
                .statusCode(200)
                .body("state", equalTo("registered"))
                .body("generation", equalTo(2));
        command("re-enrol")
                .then()
                .statusCode(200)
                .body("generation", equalTo(2))
                .body("notice", equalTo("already re-enrolled: generation 2 has not attested yet"))
                .body("version", equalTo(2));

        // Then
        var event = (DeviceReEnrolled) published(1).getFirst().data();
        assertThat(event.device().generation()).isEqualTo(2);
        assertThat(event.device().standing()).isEqualTo(Standing.ACTIVE);
        Registry.get(tenant, "/devices/" + id + "/timeline")
                .then()
                .body("items[0].event", equalTo("device.re-enrolled"))
                .body("items[0].facts.generation", equalTo("2"));
    }

    @Test
    void eventsOfAnEarlierGenerationChangeNothing() {
        // Given
        onboarded(1);
        awaitState("onboarded");
        command("re-enrol").then().statusCode(200);

        // When
        onboarded(1);
        await().untilAsserted(() ->
                assertThat(timeline()).filteredOn("device.onboarded"::equals).hasSize(2));

        // Then
        Registry.get(tenant, "/devices/" + id).then().body("state", equalTo("registered"));
        onboarded(2);
        awaitState("onboarded");
        command("re-enrol").then().body("generation", equalTo(3));
    }

    @Test
    void illegalCommandsAreRefusedWithAReason() {
        command("resume").then().statusCode(200).body("version", equalTo(1)).body("notice", equalTo("already active"));
        command("suspend").then().statusCode(200).body("standingReason", equalTo("because"));
        command("suspend")
                .then()
                .body("notice", startsWith("already suspended at "))
                .body("notice", endsWith(" because because"));
        command("re-enrol")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", equalTo("A suspended device cannot be re-enrolled."));
        command("retire").then().statusCode(200);
        for (var command : List.of("suspend", "resume", "re-enrol")) {
            command(command).then().statusCode(409);
        }
        command("revoke").then().statusCode(200);
        command("retire").then().statusCode(409).body("detail", equalTo("A revoked device cannot be retired."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "resume", "retire", "re-enrol"})
    void aCommandNeedsAReasonAndADeviceOfTheTenant(String command) {
        Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\" \"}")
                .post(Registry.API + "/devices/" + id + "/" + command)
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
        command(Registry.tenant(), command).then().statusCode(404);
    }

    @Test
    void thereIsNoTransferYet() {
        command("transfer").then().statusCode(404);
    }

    @Test
    void holdsOfCertificatesAreInTheTimeline() {
        // When
        var device = DeviceId.parse(id);
        var name = device.commonName();
        TestKafka.publish(
                TestKafka.event(tenant, new CertificateHeld(device, name, SERIAL, "issuing", Instant.now(), 4)),
                TestKafka.event(tenant, new CertificateReleased(device, name, SERIAL, "issuing", Instant.now(), 5)));

        // Then
        await().untilAsserted(() -> assertThat(timeline()).contains("certificate.held", "certificate.released"));
        Registry.get(tenant, "/devices/" + id + "/timeline").then().body("items.facts.serial", hasItem("1f"));
    }

    private long waiting() {
        return pool.query("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private Response command(String command) {
        return command(tenant, command);
    }

    private Response command(String ofTenant, String command) {
        return Registry.operator(ofTenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\"because\"}")
                .post(Registry.API + "/devices/" + id + "/" + command);
    }

    private void onboarded(int generation) {
        TestKafka.publish(TestKafka.event(
                tenant, new DeviceOnboarded(DeviceId.parse(id), "b", "p", generation, SERIAL, "mosquitto")));
    }

    private void awaitState(String state) {
        await().untilAsserted(
                        () -> Registry.get(tenant, "/devices/" + id).then().body("state", equalTo(state)));
    }

    private List<String> timeline() {
        return Registry.get(tenant, "/devices/" + id + "/timeline").path("items.event");
    }

    private List<Event> published(int count) {
        return TopicReader.await(Topics.REGISTRY, event -> event.key().equals(id), events -> events.size() >= count);
    }
}
