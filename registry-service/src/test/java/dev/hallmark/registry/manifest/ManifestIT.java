package dev.hallmark.registry.manifest;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import dev.hallmark.registry.imports.RawUpload;
import dev.hallmark.testkit.OperatorTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class ManifestIT {

    private static final String PROBLEM = "https://hallmark.dev/problems/";

    private String tenant;
    private Factory factory;
    private String kid;
    private UUID key;

    @BeforeEach
    void aFactoryWhoseKeyIsKnown() {
        tenant = Registry.tenant();
        factory = Factory.of(tenant);
        kid = factory.introduce();
        key = UUID.randomUUID();
    }

    @Test
    void theFileThatWasSignedIsImportedAndItsManifestKept() {
        // Given
        var ids = Registry.deviceIds(6_000);
        var file = Registry.json(ids);
        var manifest = factory.manifest(kid, file, 6_000);

        // When
        var answer = register(manifest, file);

        // Then
        answer.then().statusCode(202).body("accepted", equalTo(6_000)).body("manifest.jws", equalTo(manifest));
        report().then()
                .body("manifest.jws", equalTo(manifest))
                .body("manifest.key", equalTo("line-7"))
                .body("manifest.kid", equalTo(kid));
        Registry.get(tenant, "/devices/" + ids.getLast()).then().statusCode(200);
    }

    @Test
    void anotherFileThanTheSignedOneChangesNothing() {
        // Given
        var ids = Registry.deviceIds(6_000);
        var manifest = factory.manifest(kid, Registry.json(ids.subList(0, 5_999)), 5_999);

        // When
        var answer = register(manifest, Registry.json(ids));

        // Then
        answer.then()
                .statusCode(422)
                .body("type", equalTo(PROBLEM + "manifest-mismatch"))
                .body("detail", containsString(Factory.sha256(Registry.json(ids))))
                .body("import", equalTo(key.toString()));
        expectNothingDone(ids.getFirst());
    }

    @Test
    void aFileOfAnotherNumberOfRowsChangesNothing() {
        var id = Registry.deviceId();
        var file = Registry.json(List.of(id));

        register(factory.manifest(kid, file, 2), file)
                .then()
                .statusCode(422)
                .body("type", equalTo(PROBLEM + "manifest-mismatch"))
                .body("detail", startsWith("The file has 1 rows, and its manifest says 2."));
        expectNothingDone(id);
    }

    @Test
    void aMalformedFileWithAManifestChangesNothing() {
        var id = Registry.deviceId();
        var file = "{\"devices\":[\"" + id + "\",\noops";

        register(factory.manifest(kid, file, 1), file)
                .then()
                .statusCode(400)
                .body("line", equalTo(2))
                .body("detail", containsString("Nothing of it is imported."));
        expectNothingDone(id);
    }

    @Test
    void anInvalidManifestIsRefusedWithItsFaultBeforeTheFileIsRead() {
        var file = Registry.json(Registry.deviceIds(1));
        var payload = "{\"sha256\":\"%s\",\"devices\":1}".formatted(Factory.sha256(file));
        var good = factory.manifest(kid, file, 1);

        refuse("x", "it is not a compact JWS: not three parts");
        refuse("x".repeat(5_000), "longer than 4096 characters");
        refuse(factory.sign(Factory.header("ES256", "x".repeat(43)), payload), "no factory key has its kid");
        refuse(
                factory.sign(Factory.header("ES256", "\\u0000".repeat(43)), payload),
                "its kid is not an RFC 7638 thumbprint");
        refuse(factory.sign(Factory.header("HS256", kid), payload), "its alg is not ES256");
        refuse(factory.sign(Factory.header("none", kid), payload), "its alg is not ES256");
        refuse(Factory.of(tenant).manifest(kid, file, 1), "the key \"line-7\" did not make its signature");
        refuse(good.substring(0, good.lastIndexOf('.') + 1), "did not make its signature");
        refuse(factory.sign("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", payload), "its typ is not");
        refuse(
                factory.sign(
                        "{\"alg\":\"ES256\",\"typ\":\"hallmark-manifest+jws\",\"kid\":\"%s\",\"jwk\":{}}"
                                .formatted(kid),
                        payload),
                "header member not taken: jwk");
        refuse(factory.sign(Factory.header("ES256", kid), "{\"sha256\":\"\",\"devices\":1}"), "its sha256 is not 64");
        refuse(
                factory.sign(Factory.header("ES256", kid), payload.replace("1}", "1.5}")),
                "its devices is not a number of rows");
    }

    @Test
    void anotherTenantsKeyIsUnknownAndARevokedOneIsRefused() {
        // Given
        var file = Registry.json(Registry.deviceIds(1));
        var manifest = factory.manifest(kid, file, 1);

        // When
        Registry.as(tenant, "admin")
                .contentType(Registry.JSON)
                .body("{\"reason\":\"the line was sold\"}")
                .post(Registry.API + "/factory-keys/" + kid + "/revoke")
                .then()
                .statusCode(200);

        // Then
        refuse(manifest, "its key \"line-7\" was revoked");
        tenant = Registry.tenant();
        refuse(manifest, "no factory key has its kid");
    }

    @Test
    void anUploadThatBreaksOffGoesOnWithTheSameKeyAndFile() throws IOException {
        // Given
        var ids = Registry.deviceIds(6_000);
        var file = Registry.json(ids);
        var raw = new RawUpload(OperatorTokens.token(tenant, "factory"), tenant, Registry.API + "/registrations", key);
        raw.breakOff(file, file.length() - 10, "Hallmark-Manifest: " + factory.manifest(kid, file, 6_000));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> report().then().body("state", equalTo("failed")));
        report().then().body("received", equalTo(0));

        // When
        var answer = register(factory.manifest(kid, file, 6_000), file);

        // Then
        answer.then().statusCode(202).body("accepted", equalTo(6_000)).body("problem", nullValue());
        register(factory.manifest(kid, file, 6_000), file)
                .then()
                .statusCode(202)
                .body("accepted", equalTo(6_000));
        var other = Registry.json(ids.subList(0, 1));
        register(factory.manifest(kid, other, 1), other)
                .then()
                .statusCode(422)
                .body("type", equalTo(PROBLEM + "idempotency-key-reused"));
    }

    @Test
    void aTenantMayDemandManifests() {
        // Given
        tenant = Surroundings.MANIFESTS_ONLY;
        var ids = Registry.deviceIds(1);
        var file = Registry.json(ids);
        var line = new Factory(tenant, "line-" + UUID.randomUUID(), factory.keys());

        // Then
        Registry.register(tenant, Registry.JSON, file)
                .then()
                .statusCode(422)
                .body("type", equalTo(PROBLEM + "manifest-required"))
                .body("field", equalTo("Hallmark-Manifest"));
        Registry.add(tenant, Registry.batch(tenant, true), Registry.JSON, file)
                .then()
                .statusCode(422);
        register(line.manifest(line.introduce(), file, 1), file).then().statusCode(202);
        Registry.add(tenant, Registry.batch(tenant, false), Registry.JSON, file)
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
    }

    private void refuse(String manifest, String reason) {
        register(manifest, "{\"devices\":[]}")
                .then()
                .statusCode(422)
                .body("type", equalTo(PROBLEM + "invalid-manifest"))
                .body("field", equalTo("Hallmark-Manifest"))
                .body("detail", containsString(reason));
        report().then().statusCode(404);
    }

    private void expectNothingDone(String device) {
        report().then().body("state", equalTo("failed")).body("received", equalTo(0));
        Registry.get(tenant, "/devices/" + device).then().statusCode(404);
    }

    private Response register(String manifest, String file) {
        return Registry.as(tenant, "factory")
                .header("Idempotency-Key", key)
                .header("Hallmark-Manifest", manifest)
                .contentType(Registry.JSON)
                .body(file)
                .post(Registry.API + "/registrations");
    }

    private Response report() {
        return Registry.get(tenant, "/imports/" + key);
    }
}
