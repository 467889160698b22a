package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Documentation;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the documentation tells people to type. */
class DocumentationIT {

    private final Sandbox sandbox = Sandbox.running();
    private final Documentation documentation = new Documentation(sandbox);

    /** A newcomer has made no device yet, and a device that was made has a key of its own. */
    @BeforeEach
    void forgetTheDevice() throws IOException {
        Commands.deleteRecursively(sandbox.home().resolve("fleets/tutorial"));
    }

    @Test
    void theDeviceByHandWorksAsPrinted() {
        // Given: step 1 starts the sandbox, which runs already
        var steps = documentation.commands("docs/by-hand.md");
        assertThat(steps.getFirst().strip()).isEqualTo("./hallmark up");
        var commands = String.join("\n", steps.subList(1, steps.size()));

        // When
        var result = Commands.tryRun(documentation.shell(Sandbox.PROJECT, commands));

        // Then
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("onboarded to mosquitto", "subject=O = default, CN = dev-", "\"target\":\"mosquitto\"")
                .contains("\"name\":\"mosquitto-local\"", "\"standing\":\"active\"", "device.onboarded")
                .contains("\"state\":\"revoked\"", "\"standingReason\":\"lost on the way\"");
    }

    @Test
    void afterwardsTheDeviceIsRefusedByMosquitto() {
        // Given
        var steps = documentation.commands("docs/by-hand.md");
        var life = String.join("\n", steps.subList(1, steps.size() - 1));
        var publish = steps.stream()
                .filter(step -> step.contains("mosquitto_pub"))
                .findFirst()
                .orElseThrow();

        // When
        var lived = Commands.tryRun(documentation.shell(Sandbox.PROJECT, life + "\ndeclare -p ID"));
        assertThat(lived.status()).as(lived.output()).isZero();
        var id = lived.output().lines().reduce((first, last) -> last).orElseThrow();
        var device = "eval \"$(./hallmark env)\"; DEVICE=\"$HALLMARK_HOME/fleets/tutorial\"\n" + id;

        // Then
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        Commands.tryRun(documentation.shell(Sandbox.PROJECT, device + "\n" + publish))
                                .output())
                .contains("Error: The connection was lost."));
    }

    @Test
    void theReadmesMainCommandDoesWhatItSays() {
        var commands = documentation.commands("README.md");
        // The other command is the one that runs this test.
        assertThat(commands).map(String::strip).containsExactly("./hallmark demo", "./hallmark test");

        var result = Commands.tryRun(documentation.shell(Sandbox.PROJECT, commands.getFirst()));

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .containsPattern("messages delivered +100")
                .contains("./hallmark status")
                .doesNotContain("Stopping");
    }
}
