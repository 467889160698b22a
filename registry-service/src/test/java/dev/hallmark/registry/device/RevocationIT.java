package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class RevocationIT {

    @Test
    void revocationIsFinalAndPublishedInANewerVersion() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        var batch = Registry.batch(tenant, true);
        Registry.add(tenant, batch, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);

        // When
        revoke(tenant, id)
                .then()
                .statusCode(200)
                .body("state", equalTo("revoked"))
                .body("version", equalTo(2));
        revoke(tenant, id)
                .then()
                .statusCode(200)
                .body("state", equalTo("revoked"))
                .body("version", equalTo(2));

        // Then
        var published =
                TopicReader.await(Topics.REGISTRY, event -> event.key().equals(id), events -> !events.isEmpty());
        assertThat(published).extracting(Event::actor).containsExactly("operator@" + tenant);
        var revoked = (DeviceRevoked) published.getFirst().data();
        assertThat(revoked.reason()).isEqualTo("stolen");
        assertThat(revoked.device().standing()).isEqualTo(Standing.REVOKED);
        assertThat(revoked.device().version()).isEqualTo(2);
        Registry.get(tenant, "/devices/" + id + "/timeline")
                .then()
                .body("items.event", contains("device.revoked", "device.registered", "batch.added"))
                .body("items[0].actor", equalTo("operator@" + tenant))
                .body("items[0].reason", equalTo("stolen"));
    }

    @Test
    void aRevokedRegistrationStaysOutOfBatches() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
        revoke(tenant, id).then().statusCode(200);

        // When
        var answer = Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, Registry.json(List.of(id)));

        // Then
        answer.then().body("errors.reason", contains("the device is revoked"));
    }

    @Test
    void aRevocationNeedsAReasonAndADevice() {
        var tenant = Registry.tenant();

        Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\" \"}")
                .post(Registry.API + "/devices/" + Registry.deviceId() + "/revoke")
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason"));
        revoke(tenant, Registry.deviceId()).then().statusCode(404);
        revoke(tenant, "nonsense").then().statusCode(400);
        Registry.get(tenant, "/devices?limit=1").then().body("items", hasSize(0));
    }

    static Response revoke(String tenant, String id) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\"stolen\"}")
                .post(Registry.API + "/devices/" + id + "/revoke");
    }
}
