package dev.hallmark.registry.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class DeviceIT {

    @Test
    void pagesCoverEveryDeviceOnceWhateverItsState() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(120);
        Registry.register(tenant, Registry.JSON, Registry.json(ids)).then().statusCode(202);
        ids.subList(0, 12).forEach(id -> RevocationIT.revoke(tenant, id).then().statusCode(200));

        // When
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = Registry.get(tenant, "/devices?limit=50&cursor=" + cursor);
            found.addAll(page.<List<String>>path("items.deviceId"));
            cursor = page.path("next");
        } while (cursor != null);

        // Then
        assertThat(found).isSorted().containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void devicesAreFoundByStateBatchPolicyAndText() {
        // Given
        var tenant = Registry.tenant();
        var ids = Registry.deviceIds(3);
        var batch = Registry.batch(tenant, true);
        var file = "deviceId,serial,model\n%s,SN_1,Lamp\n%s,SNX2,Lock\n".formatted(ids.get(0), ids.get(1));
        Registry.add(tenant, batch, Registry.CSV, file).then().statusCode(202);
        Registry.register(tenant, Registry.JSON, Registry.json(ids.subList(2, 3)))
                .then()
                .statusCode(202);
        RevocationIT.revoke(tenant, ids.get(1)).then().statusCode(200);
        var policy = Registry.get(tenant, "/batches/" + batch).<String>path("policy");
        var batchName = Registry.get(tenant, "/batches/" + batch).<String>path("name");

        // Then
        assertThat(search(tenant, "limit=3")).hasSize(3);
        assertThat(search(tenant, "state=registered")).containsExactlyInAnyOrder(ids.get(0), ids.get(2));
        assertThat(search(tenant, "state=revoked")).containsExactly(ids.get(1));
        assertThat(search(tenant, "state=onboarded")).isEmpty();
        assertThat(search(tenant, "batch=" + batch)).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        assertThat(search(tenant, "batch=" + batchName + "&state=registered")).containsExactly(ids.get(0));
        assertThat(search(tenant, "policy=" + policy)).containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        assertThat(search(tenant, "policy=policy-" + policy + "&q=Lo")).containsExactly(ids.get(1));
        assertThat(search(tenant, "q=SN_")).containsExactly(ids.get(0));
        assertThat(search(tenant, "q=" + ids.get(2).substring(0, 9).toUpperCase(Locale.ROOT)))
                .containsExactly(ids.get(2));
        Registry.get(tenant, "/devices?state=lost").then().statusCode(400).body("field", equalTo("state"));
        Registry.get(tenant, "/devices?cursor=%21").then().statusCode(400).body("field", equalTo("cursor"));
        Registry.get(tenant, "/devices?limit=0").then().statusCode(400);
    }

    /** As brokers' logs and certificates show it. */
    @Test
    void aDeviceIsFoundByItsCommonName() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id, Registry.deviceId())))
                .then()
                .statusCode(202);
        var name = "dev-" + id.substring(0, 32);

        // Then
        assertThat(search(tenant, "q=" + name)).containsExactly(id);
        assertThat(search(tenant, "q=" + name.substring(0, 13).toUpperCase(Locale.ROOT)))
                .containsExactly(id);
        assertThat(search(tenant, "q=" + name + "0")).isEmpty();
        for (var spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
            Registry.get(tenant, "/devices/" + spelling)
                    .then()
                    .statusCode(200)
                    .body("deviceId", equalTo(id))
                    .body("commonName", equalTo(name));
        }
        RevocationIT.revoke(tenant, name).then().statusCode(200).body("deviceId", equalTo(id));
        Registry.get(tenant, "/devices/" + name + "/timeline")
                .then()
                .body("items.event", contains("device.revoked", "device.registered"));
    }

    @Test
    void anInvalidNameIsRefusedWithWhatIsAcceptedAndWhatItLacks() {
        var tenant = Registry.tenant();
        var id = Registry.deviceId();

        for (var wrong : List.of("dev-", "dev-" + id.substring(0, 31), id.substring(0, 63), id + "0", "x")) {
            Registry.get(tenant, "/devices/" + wrong)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("id"))
                    .body("detail", containsString("64 hexadecimal characters"));
        }
        Registry.get(tenant, "/devices/" + id.substring(0, 63)).then().body("detail", containsString("63 of 64"));
        RevocationIT.revoke(tenant, "dev-" + id.substring(0, 31)).then().statusCode(400);
    }

    @Test
    void aCommonNameOfNoDeviceIsNotFound() {
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);
        var name = "dev-" + id.substring(0, 32);

        var another = "dev-" + Registry.deviceId().substring(0, 32);
        Registry.get(tenant, "/devices/" + another).then().statusCode(404);
        RevocationIT.revoke(tenant, another).then().statusCode(404);
        for (var path : List.of("/devices/" + name, "/devices/" + name + "/timeline")) {
            Registry.get(Registry.tenant(), path).then().statusCode(404);
        }
    }

    @Test
    void aCommonNameOfTwoDevicesIsNotGuessedAt() {
        // Given
        var tenant = Registry.tenant();
        var id = Registry.deviceId();
        var twin = id.substring(0, 32) + Registry.deviceId().substring(0, 32);
        Registry.register(tenant, Registry.JSON, Registry.json(List.of(id, twin)))
                .then()
                .statusCode(202);
        var name = "dev-" + id.substring(0, 32);

        // Then
        Registry.get(tenant, "/devices/" + name)
                .then()
                .statusCode(404)
                .body("detail", equalTo("Several devices have the common name " + name + ": name one by its id."));
        RevocationIT.revoke(tenant, name).then().statusCode(404);
        assertThat(search(tenant, "q=" + name)).containsExactlyInAnyOrder(id, twin);
        assertThat(search(tenant, "state=revoked")).isEmpty();
    }

    @Test
    void anotherTenantsDeviceIsNotThere() {
        // Given
        var owner = Registry.tenant();
        var other = Registry.tenant();
        var id = Registry.deviceId();
        var batch = Registry.batch(owner, true);
        Registry.add(owner, batch, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(202);

        // Then
        for (var path : List.of("/devices/" + id, "/devices/" + id + "/timeline", "/batches/" + batch)) {
            Registry.get(owner, path).then().statusCode(200);
            Registry.get(other, path).then().statusCode(404).contentType("application/problem+json");
        }
        Registry.get(other, "/devices?batch=" + batch).then().body("items", empty());
        RevocationIT.revoke(other, id).then().statusCode(404);
        Registry.add(other, batch, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .statusCode(404);
        Registry.register(other, Registry.JSON, Registry.json(List.of(id)))
                .then()
                .body("rejected", equalTo(1))
                .body("errors.reason", contains("cannot be registered"));
        Registry.get(owner, "/devices/" + id).then().body("state", equalTo("registered"));
    }

    private static List<String> search(String tenant, String query) {
        return Registry.get(tenant, "/devices?" + query).path("items.deviceId");
    }
}
