package dev.hallmark.registry.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.registry.BatchDevicesMoved;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class BatchMoveIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DEVICES = 6_000;

    @Inject
    Pool pool;

    private String tenant;
    private String batch;
    private String policy;

    @BeforeEach
    void aBatchAndAnotherPolicy() {
        tenant = Registry.tenant();
        batch = Registry.batch(tenant, true);
        policy = knownPolicy();
    }

    @Test
    void aBatchMovesToAnotherPolicyWithAllItsDevices() {
        // Given
        var ids = Registry.deviceIds(DEVICES);
        add(ids);

        // When
        move(policy)
                .then()
                .statusCode(202)
                .body("policy", equalTo(policy))
                .body("move.to", equalTo("policy-" + policy));

        // Then
        awaitMove("completed", DEVICES);
        var devices = devices(published(DEVICES));
        assertThat(devices).map(device -> device.deviceId().hex()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(devices).allMatch(device -> device.policy().equals(policy) && device.version() == 2);
        Registry.get(tenant, "/devices/" + ids.getFirst())
                .then()
                .body("policy", equalTo(policy))
                .body("version", equalTo(2));
        Registry.get(tenant, "/devices/" + ids.getFirst() + "/timeline")
                .then()
                .body("items[0].event", equalTo("batch.moved"))
                .body("items[0].reason", equalTo("the plant was sold"))
                .body("items[0].facts.to", equalTo("policy-" + policy))
                .body("items.event", hasItem("batch.added"));
    }

    @Test
    void movingAgainToWhereItIsChangesNothing() {
        // Given
        add(Registry.deviceIds(1));
        move(policy).then().statusCode(202);
        awaitMove("completed", 1);
        var first = Registry.get(tenant, "/batches/" + batch).<String>path("move.id");

        // When
        var again = move("policy-" + policy);

        // Then
        again.then().statusCode(202).body("move.id", equalTo(first));
    }

    @Test
    void devicesThatComeInAfterwardsAreUnderTheNewPolicyAndDoNotHaveTheMoveInTheirTimeline() {
        // Given
        move(policy).then().statusCode(202);
        awaitMove("completed", 0);

        // When
        var id = Registry.deviceId();
        add(List.of(id));

        // Then
        Registry.get(tenant, "/devices/" + id)
                .then()
                .body("policy", equalTo(policy))
                .body("version", equalTo(1));
        Registry.get(tenant, "/devices/" + id + "/timeline")
                .then()
                .body("items.find { it.event == 'batch.moved' }", nullValue());
    }

    @Test
    void aMoveThatACrashCutShortGoesOnFromWhereItStood() {
        // Given
        var ids = Registry.deviceIds(10).stream().sorted().toList();
        add(ids);
        move(policy).then().statusCode(202);
        awaitMove("completed", 10);

        // When
        interrupt(ids.get(5), 6);

        // Then
        awaitMove("completed", 10);
        Registry.get(tenant, "/devices/" + ids.get(5)).then().body("version", equalTo(2));
        Registry.get(tenant, "/devices/" + ids.get(6)).then().body("version", equalTo(3));
    }

    @Test
    void aBatchThatIsMovedOnEndsUnderTheLastPolicy() {
        // Given
        var ids = Registry.deviceIds(DEVICES);
        add(ids);
        var last = knownPolicy();

        // When
        move(policy).then().statusCode(202);
        move(last).then().statusCode(202);

        // Then
        awaitMove("completed", DEVICES);
        var newest = TopicReader.await(
                Topics.REGISTRY,
                event -> event.key().equals(batch) && event.data() instanceof BatchDevicesMoved,
                events -> devices(events).stream()
                                .filter(device -> device.policy().equals(last))
                                .map(DeviceSnapshot::deviceId)
                                .distinct()
                                .count()
                        == DEVICES);
        assertThat(newest.getLast().data())
                .isInstanceOfSatisfying(BatchDevicesMoved.class, published -> assertThat(published.devices())
                        .allMatch(device -> device.policy().equals(last)));
    }

    @Test
    void anInvalidMoveIsRefusedWithItsFault() {
        move("unknown").then().statusCode(422).body("field", equalTo("policy"));
        move(Registry.publishPolicy(Registry.tenant())).then().statusCode(422);
        order("{\"policy\":\"%s\"}".formatted(policy))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"));
        batch = UUID.randomUUID().toString();
        move(policy).then().statusCode(404);
    }

    private String knownPolicy() {
        var other = Registry.batch(tenant, true);
        return Registry.get(tenant, "/batches/" + other).path("policy");
    }

    private void add(List<String> ids) {
        Registry.add(tenant, batch, Registry.JSON, Registry.json(ids)).then().body("accepted", equalTo(ids.size()));
    }

    private Response move(String to) {
        return order("{\"policy\":\"%s\",\"reason\":\"the plant was sold\"}".formatted(to));
    }

    private Response order(String body) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body(body)
                .post(Registry.API + "/batches/" + batch + "/move");
    }

    private void awaitMove(String state, int moved) {
        await().atMost(PATIENCE).untilAsserted(() -> Registry.get(tenant, "/batches/" + batch)
                .then()
                .body("move.state", equalTo(state))
                .body("move.moved", equalTo(moved)));
    }

    /** What a crash leaves: a move that has reached this device, and no replica working on it. */
    private void interrupt(String reached, int moved) {
        var left = pool.preparedQuery("update batch_move set state = 'running', reached = decode($2, 'hex'), moved = $3"
                        + " where batch = $1")
                .execute(Tuple.of(UUID.fromString(batch), reached, (long) moved))
                .await()
                .atMost(PATIENCE);
        assertThat(left.rowCount()).isEqualTo(1);
    }

    private List<Event> published(int devices) {
        return TopicReader.await(
                Topics.REGISTRY,
                event -> event.key().equals(batch) && event.data() instanceof BatchDevicesMoved,
                events -> devices(events).size() >= devices);
    }

    private static List<DeviceSnapshot> devices(List<Event> events) {
        return events.stream()
                .flatMap(event -> ((BatchDevicesMoved) event.data()).devices().stream())
                .toList();
    }
}
