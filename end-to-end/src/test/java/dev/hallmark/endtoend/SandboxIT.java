package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person does with the commands of a sandbox. */
class SandboxIT {

    @Test
    void aPortInUseIsNamedWithItsSetting() {
        // Given
        var used = Sandbox.running().address("registry").getPort();
        var home = Sandbox.newHome("port-in-use");

        // When
        var result = Commands.tryRun(Sandbox.hallmark(home, "up", "--free-ports", "--port.registry=" + used));

        // Then
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .contains("port " + used + " (registry) is in use", "--port.registry", "HALLMARK_PORT_REGISTRY");
    }

    @Test
    void aRunningSandboxIsNeitherStartedTwiceNorReset() {
        var sandbox = Sandbox.running();

        for (var command : List.of("up", "reset")) {
            var result = Commands.tryRun(sandbox.hallmark(command));
            assertThat(result.status()).as(command).isEqualTo(1);
            assertThat(result.output()).contains("running in " + sandbox.home());
        }
    }

    @Test
    void theDemoStartsWhatItNeedsTakesSimulatedChipsAndLeavesNothingRunning() throws IOException {
        // Given
        var home = Sandbox.newHome("demo");

        // When
        var result = Commands.tryRun(Sandbox.hallmark(home, "demo", "--free-ports", "--devices", "5"));

        // Then
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("Ready in", "longest", "start it and keep it")
                .doesNotContain("p99")
                .containsPattern("messages delivered +5")
                .endsWith("Stopping Hallmark…\nStopped.\n");
        assertThat(registered(home))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.path("rootOfTrust").asText()).isEqualTo("qdid"));
        assertThat(Sandbox.processesOf(home)).isEmpty();
        assertThat(home.resolve("addresses.json")).doesNotExist();
    }

    @Test
    void whereNothingRunsStatusSaysSo() {
        var home = Sandbox.newHome("nothing-runs");

        var result = Commands.tryRun(Sandbox.hallmark(home, "status"));

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output()).contains("No sandbox runs in " + home, "./hallmark up");
    }

    /** What the factory registered of the devices of the only fleet. */
    private static List<JsonNode> registered(Path home) throws IOException {
        try (var fleets = Files.list(home.resolve("fleets"))) {
            var file = fleets.toList().getFirst().resolve("registrations.json").toFile();
            return List.copyOf(new ObjectMapper()
                    .readTree(file)
                    .path("devices")
                    .valueStream()
                    .toList());
        }
    }
}
