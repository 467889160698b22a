package dev.hallmark.sandbox.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.sandbox.component.Program;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import dev.hallmark.sandbox.port.Port;
import dev.hallmark.sandbox.services.Services;
import dev.hallmark.sandbox.token.OperatorUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keycloak with the realm of {@code deploy/keycloak} and the users of this sandbox. It keeps nothing: each start imports
 * both as they are then.
 */
final class KeycloakProgram {
    static final String CONSOLE_SECRET = "keycloak.console";

    private static final String MACHINE_SECRET = "keycloak.machine";
    private static final String ADMIN_PASSWORD = "keycloak.admin";

    /** Small, and soon up: it serves a few people for an hour. */
    private static final String JVM =
            "-Xms64m -Xmx384m -XX:MaxMetaspaceSize=256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData";

    private static final ObjectMapper JSON = new ObjectMapper();

    private KeycloakProgram() {}

    static Program of(Materials materials) throws IOException {
        var home = materials.home();
        var start = home.keycloak().resolve("bin/kc.sh");
        if (!Files.exists(start)) {
            throw new IOException(
                    "there is no Keycloak in " + home.keycloak() + "; start with ./hallmark up --keycloak");
        }
        OwnerOnly.write(home.keycloak().resolve("data/import/hallmark-realm.json"), realm(home));
        return new Program(command(start, materials), home.keycloak(), home.log("keycloak"), environment(materials));
    }

    private static List<String> command(Path start, Materials materials) {
        return List.of(
                "/bin/sh",
                start.toString(),
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + materials.ports().of(Port.KEYCLOAK),
                "--hostname=" + Addresses.keycloak(materials.ports()),
                "--import-realm");
    }

    /** The names in the realm's file, which Keycloak replaces as it imports it. */
    private static Map<String, String> environment(Materials materials) throws IOException {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS", JVM,
                "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD", materials.secret(ADMIN_PASSWORD),
                "HALLMARK_CONSOLE_URL", Addresses.address(Services.named("console"), materials.ports()),
                "HALLMARK_CONSOLE_SECRET", materials.secret(CONSOLE_SECRET),
                "HALLMARK_MACHINE_SECRET", materials.secret(MACHINE_SECRET));
    }

    private static String realm(Home home) throws IOException {
        var file = home.project().resolve("deploy/keycloak/hallmark-realm.json");
        var realm = (ObjectNode) JSON.readTree(file.toFile());
        for (var user : OperatorUsers.read(home)) {
            realm.withArray("users").addPOJO(representation(user));
        }
        return JSON.writeValueAsString(realm);
    }

    /** Its id is the same at each start, as tokens and the audit trail name it. */
    private static Map<String, Object> representation(OperatorUsers.User user) {
        return Map.of(
                "id", UUID.nameUUIDFromBytes(user.name().getBytes(StandardCharsets.UTF_8)),
                "username", user.name(),
                "enabled", true,
                "email", user.name().replace('@', '.') + "@hallmark.invalid",
                "emailVerified", true,
                "firstName", user.role(),
                "lastName", user.tenant(),
                "realmRoles", List.of(user.role()),
                "groups", List.of("/" + user.tenant()),
                "credentials", List.of(Map.of("type", "password", "value", user.password())));
    }
}
