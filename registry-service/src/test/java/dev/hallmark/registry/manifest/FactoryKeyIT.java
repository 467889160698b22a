package dev.hallmark.registry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.registry.Registry;
import dev.hallmark.registry.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Surroundings.class)
class FactoryKeyIT {

    private static final Pattern SIGNING = Pattern.compile("```bash\\n((?:(?!```)[\\s\\S])*asn1parse[\\s\\S]*?)```");

    private final String tenant = Registry.tenant();

    @TempDir
    Path directory;

    @Test
    void aKeyIsShownAndRevokedForGood() {
        // Given
        var factory = Factory.of(tenant);
        var kid = factory.introduce();

        // When
        revoke(kid, "the line was sold").then().statusCode(200).body("reason", equalTo("the line was sold"));

        // Then
        revoke(kid, "again").then().statusCode(200).body("reason", equalTo("the line was sold"));
        factory.introduce(factory.publicKey()).then().statusCode(409);
        var next = Factory.of(tenant).introduce();
        Registry.get(tenant, "/factory-keys?limit=1").then().body("items.size()", equalTo(1));
        Registry.get(tenant, "/factory-keys")
                .then()
                .body("items.findAll { it.revokedAt == null }.kid", contains(next))
                .body("items.findAll { it.revokedAt != null }.revokedBy", contains("admin@" + tenant));
        Registry.get(Registry.tenant(), "/factory-keys").then().body("items.size()", equalTo(0));
        revoke("unknown", "x").then().statusCode(404);
    }

    @Test
    void anInvalidKeyIsRefusedWithItsFault() {
        Factory.of(tenant).introduce(Factory.of(tenant).publicKey()).then().statusCode(201);

        Factory.of(tenant)
                .introduce(Factory.of(tenant).publicKey())
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hallmark.dev/problems/factory-key-taken"));
        Factory.of(tenant).introduce("???").then().statusCode(400).body("field", equalTo("publicKey"));
        Factory.of(tenant)
                .introduce("MCowBQYDK2VuAyEAOUjP4K0d22ldeA5ZB3GV2mxWUGsCcyl5SrAryoCBXE0=")
                .then()
                .statusCode(400)
                .body("field", equalTo("publicKey"))
                .body("detail", containsString("X25519 keys cannot"));
        Factory.of(tenant).introduce("AAAA").then().statusCode(400).body("field", equalTo("publicKey"));
    }

    /** The documentation's own commands: openssl signs, and the registry accepts it. */
    @Test
    void aFactoryOfBashAndOpensslSignsAsTheDocumentationSays() throws Exception {
        // Given
        var pem = run("openssl ecparam -name prime256v1 -genkey -noout -out factory.pem;"
                        + " openssl pkey -in factory.pem -pubout")
                .replace("\n", "\\n");
        var kid = new Factory(tenant, "openssl", null).introduce(pem).<String>path("kid");
        var file = "deviceId\n" + String.join("\n", Registry.deviceIds(3)) + "\n";
        Files.writeString(directory.resolve("registrations.csv"), file);

        // When
        var manifest = run("kid=%s\n%s\nprintf %%s \"$manifest\"".formatted(kid, documented()));

        // Then
        Registry.as(tenant, "factory")
                .header("Hallmark-Manifest", manifest)
                .contentType("text/csv")
                .body(file.getBytes(UTF_8))
                .post(Registry.API + "/registrations")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(3))
                .body("manifest.key", equalTo("openssl"));
    }

    private static String documented() throws IOException {
        var commands = SIGNING.matcher(Files.readString(Path.of("../docs/registration.md")));
        assertThat(commands.find()).isTrue();
        return commands.group(1);
    }

    private String run(String commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private Response revoke(String kid, String reason) {
        return Registry.as(tenant, "admin")
                .contentType(Registry.JSON)
                .body("{\"reason\":\"%s\"}".formatted(reason))
                .post(Registry.API + "/factory-keys/" + kid + "/revoke");
    }
}
