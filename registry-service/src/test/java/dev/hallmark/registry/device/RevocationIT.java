package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.Topics;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.events.registry.DeviceRevoked;
import dev.hallmark.events.registry.Standing;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.testkit.TestKafka;
import dev.hallmark.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
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
                .body("standingReason", equalTo("stolen"))
                .body("standingSince", notNullValue())
                .body("notice", nullValue())
                .body("version", equalTo(2));
        revoke(tenant, id, "sold")
                .then()
                .statusCode(200)
                .body("state", equalTo("revoked"))
                .body("standingReason", equalTo("stolen"))
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
    void aSecondRevocationSaysWhenAndWhyTheFirstWas() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
        Registry.get(tenant, "/devices/" + id).then().body("standingSince", nullValue());
        var at = revoke(tenant, id).<String>path("standingSince");

        // When
        var again = revoke(tenant, id, "sold");

        // Then
        again.then().body("notice", equalTo("already revoked at " + at + " because stolen"));
        Registry.get(tenant, "/devices?state=revoked")
                .then()
                .body("items.standingReason", contains("stolen"))
                .body("items.standingSince", contains(at))
                .body("items[0].notice", nullValue());
    }

    @Test
    void theTimelineHasTheReasonOfTheDeviceBesideThatOfTheCertificate() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
        var device = DeviceId.parse(id);
        TestKafka.publish(TestKafka.event(tenant, certificateRevoked(device, "1e", "superseded")));
        await().untilAsserted(() -> revocations(tenant, id).body("items", hasSize(2)));
        revoke(tenant, id).then().statusCode(200);

        // When
        TestKafka.publish(TestKafka.event(tenant, certificateRevoked(device, "1f", "cessationOfOperation")));

        // Then
        await().untilAsserted(() -> revocations(tenant, id)
                .body("items.event", hasItems("device.revoked"))
                .body("items[0].event", equalTo("certificate.revoked"))
                .body("items[0].reason", equalTo("cessationOfOperation"))
                .body("items[0].facts.deviceReason", equalTo("stolen"))
                .body("items[0].facts.serial", equalTo("1f"))
                .body("items.find { it.reason == 'superseded' }.facts.deviceReason", nullValue())
                .body("items.find { it.event == 'device.registered' }.facts.deviceReason", nullValue()));
    }

    private static ValidatableResponse revocations(String tenant, String id) {
        return Registry.get(tenant, "/devices/" + id + "/timeline").then();
    }

    private static CertificateRevoked certificateRevoked(DeviceId device, String serial, String reason) {
        return new CertificateRevoked(
                device, device.commonName(), SerialNumber.parse(serial), "issuing", reason, Instant.now(), 4);
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
        return revoke(tenant, id, "stolen");
    }

    private static Response revoke(String tenant, String id, String reason) {
        return Registry.operator(tenant)
                .contentType(Registry.JSON)
                .body("{\"reason\":\"%s\"}".formatted(reason))
                .post(Registry.API + "/devices/" + id + "/revoke");
    }
}
