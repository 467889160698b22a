package dev.hallmark.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.port.PortPlan;
import dev.hallmark.sandbox.token.OperatorTokens;
import dev.hallmark.sandbox.token.OperatorUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakProgramTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void theRealmHasOurRolesAndTenantsAndNoSecret() throws IOException {
        var realm = JSON.readTree(
                PROJECT.resolve("deploy/keycloak/hallmark-realm.json").toFile());

        assertThat(realm.path("roles").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(OperatorTokens.ROLES);
        assertThat(realm.path("groups").findValuesAsText("name")).containsExactly("default", "other");
        assertThat(realm.findValuesAsText("secret")).isNotEmpty().allMatch(secret -> secret.matches("\\$\\{[A-Z_]+}"));
        assertThat(realm.findValues("credentials")).isEmpty();
        assertThat(realm.path("clients")).hasSize(3).allSatisfy(client -> {
            assertThat(client.path("implicitFlowEnabled").asBoolean()).isFalse();
            assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        });
    }

    @Test
    void keycloakGetsTheUsersOfTheFileAndTheSecretsInItsEnvironment() throws Exception {
        // Given
        var home = new Home(directory, PROJECT);
        Files.createDirectories(home.keycloak().resolve("bin"));
        Files.writeString(home.keycloak().resolve("bin/kc.sh"), "");
        var materials = Materials.prepare(
                home, new Plan(PortPlan.of(Map.of(), Map.of()), 1, Optional.empty(), true), Clock.systemUTC());

        // When
        var program = KeycloakProgram.of(materials);

        // Then
        var file = home.keycloak().resolve("data/import/hallmark-realm.json");
        var users = JSON.readTree(file.toFile()).path("users");
        for (var user : OperatorUsers.read(home)) {
            assertThat(users)
                    .filteredOn(one -> named(one, user.name()))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.path("realmRoles").path(0).asText()).isEqualTo(user.role());
                        assertThat(one.path("groups").path(0).asText()).isEqualTo("/" + user.tenant());
                        assertThat(one.path("credentials").path(0).path("value").asText())
                                .isEqualTo(user.password());
                    });
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(program.environment()).containsEntry("HALLMARK_CONSOLE_URL", "http://localhost:8080");
        assertThat(program.command()).noneMatch(program.environment().get("HALLMARK_CONSOLE_SECRET")::equals);
    }

    @Test
    void aHomeWithoutKeycloakSaysWhatToDo() throws Exception {
        var plan = new Plan(PortPlan.of(Map.of(), Map.of()), 1, Optional.empty(), true);
        var materials = Materials.prepare(new Home(directory, PROJECT), plan, Clock.systemUTC());

        assertThatThrownBy(() -> KeycloakProgram.of(materials)).hasMessageContaining("./hallmark up --keycloak");
    }

    private static boolean named(JsonNode user, String name) {
        return user.path("username").asText().equals(name);
    }
}
