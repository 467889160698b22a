package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do from their command line, from the policy to the end of a device. */
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox = Sandbox.running();
    private final String name = "cli-" + UUID.randomUUID();
    private final DeviceKeys device = DeviceKeys.generate();
    private final String id = device.deviceId().hex();

    @TempDir
    private Path directory;

    private record Ended(int status, String out, String err) {
        JsonNode json() throws IOException {
            assertThat(status).as(err).isZero();
            return JSON.readTree(out);
        }
    }

    @Test
    void aDeviceGoesFromThePolicyToItsEnd() throws Exception {
        // Given
        login("admin");
        login("viewer");
        var devices = file("devices.csv", "deviceId\n%s\nno-device\n".formatted(id));
        var policy = file(
                "policy.yaml",
                """
                name: %s
                target:
                  kind: mosquitto
                  settings: {host: localhost, port: %d}
                certificate: {profile: default}
                """
                        .formatted(name, sandbox.address("mosquitto").getPort()));

        // When: one row of the file is no device
        assertThat(ctl("admin", "policies", "apply", "-f", policy, "-o", "json")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(ctl("admin", "batches", "create", name, "--policy", name, "--register-on-import", "-o", "json")
                        .json()
                        .path("policyName")
                        .asText())
                .isEqualTo(name);
        var dryRun = ctl("admin", "batches", "import", name, devices, "--dry-run", "-o", "json");
        var rejects = directory.resolve("rejects.csv");
        var imported = ctl("admin", "batches", "import", name, devices, "--watch", "--rejects", rejects.toString());

        // Then
        assertThat(dryRun.status()).isEqualTo(1);
        assertThat(JSON.readTree(dryRun.out()).path("accepted").asInt()).isEqualTo(1);
        assertThat(imported.status()).isEqualTo(1);
        assertThat(imported.err()).contains("row 2 (line 3)", "rejected rows saved in " + rejects + ": 1");
        assertThat(Files.readAllLines(rejects)).hasSize(2);
        assertThat(ctl("viewer", "devices", "list", "--batch", name, "-o", "json")
                        .json())
                .singleElement()
                .satisfies(one -> assertThat(one.path("deviceId").asText()).isEqualTo(id));

        // When
        var arrival = Fleet.of(sandbox).onboard(device);

        // Then
        assertThat(arrival.certificate().leaf()).isNotNull();
        var shown = ctl("viewer", "devices", "show", id, "--wait", "onboarded", "--timeout", "60s", "-o", "json");
        assertThat(shown.json().path("policyName").asText()).isEqualTo(name);
        assertThat(ctl("viewer", "devices", "timeline", id, "-o", "json").json().findValuesAsText("event"))
                .contains("certificate.issued");

        // When
        var refused = ctl("viewer", "devices", "revoke", id, "--reason", "stolen", "--yes");
        var revoked = ctl("admin", "devices", "revoke", id, "--reason", "stolen", "--yes", "-o", "json");

        // Then
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.err()).contains("devices:change");
        assertThat(revoked.json().path("state").asText()).isEqualTo("revoked");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        ctl("viewer", "certificates", "list", "--device", id, "--state", "revoked", "-o", "name")
                                .out())
                .isNotBlank());
        assertThat(ctl("viewer", "devices", "timeline", id).out()).contains("stolen");
    }

    @Test
    void aTrialTakesADeviceThroughAnInstallation() {
        // Given: all APIs at one address, as in a cluster
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var tools = Sandbox.PROJECT.resolve("tools/target/quarkus-app/quarkus-run.jar");
        var trial = new ProcessBuilder(
                        java, "-jar", tools.toString(), "trial", "--policy", "mosquitto-local", "--connect")
                .directory(directory.toFile());
        trial.command()
                .addAll(List.of(
                        "--gateway", sandbox.address("gateway").toString(),
                        "--server-ca",
                                sandbox.home().resolve("pki/server-ca.pem").toString()));
        trial.environment().put("HALLMARK_SERVER", sandbox.address("console").toString());
        trial.environment().put("HALLMARK_TOKEN", sandbox.token("admin"));

        // When
        var said = Commands.run(trial);

        // Then
        var device = said.lines().findFirst().orElseThrow().replaceAll(".* ", "");
        assertThat(said).contains("onboarded: ", "connected to its broker", "retired.");
        assertThat(new Operator(sandbox).device(device).state()).isEqualTo("retired");
    }

    /** By the script and the single file, as people type it; that also leaves the context for the other commands. */
    private void login(String role) {
        var login = sandbox.hallmark("ctl", "login", "--role", role);
        login.environment().put("XDG_CONFIG_HOME", directory.resolve(role).toString());

        assertThat(Commands.run(login)).contains("Logged in to the sandbox in " + sandbox.home());
    }

    private Ended ctl(String role, String... arguments) throws IOException, InterruptedException {
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var command = sandbox.hallmark(
                Stream.concat(Stream.of("ctl"), Stream.of(arguments)).toArray(String[]::new));
        command.environment().put("XDG_CONFIG_HOME", directory.resolve(role).toString());
        var process = command.redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        var status = process.waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }

    private String file(String called, String text) throws IOException {
        return Files.writeString(directory.resolve(called), text).toString();
    }
}
