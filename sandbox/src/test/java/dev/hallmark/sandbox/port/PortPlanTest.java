package dev.hallmark.sandbox.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.sandbox.home.Home;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortPlanTest {
    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheUsualPort() {
        // Given
        var environment = Map.of("HALLMARK_PORT_MQTT", "1", "HALLMARK_PORT_MQTT_CONTROL", "2");

        // When
        var plan = PortPlan.of(environment, Map.of(Port.MQTT, 3));

        // Then
        assertThat(plan.of(Port.MQTT)).isEqualTo(3);
        assertThat(plan.of(Port.MQTT_CONTROL)).isEqualTo(2);
        assertThat(plan.of(Port.named("registry"))).isEqualTo(8081);
    }

    @Test
    void aTakenPortIsNamedWithItsSettings() throws Exception {
        try (var used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            var plan = PortPlan.of(Map.of(), Map.of(Port.MQTT_CONTROL, used.getLocalPort()));

            // When
            var text = plan.remedy(List.of(Port.MQTT_CONTROL));

            // Then
            assertThat(plan.inUse()).contains(Port.MQTT_CONTROL);
            assertThat(text)
                    .contains(Integer.toString(used.getLocalPort()))
                    .contains("--port.mqtt-control=<n>")
                    .contains("HALLMARK_PORT_MQTT_CONTROL=<n>");
        }
    }

    @Test
    void manyPortsInUseAreTwoLines() {
        // Given
        var plan = PortPlan.of(Map.of(), Map.of());

        // When
        var text = plan.remedy(Port.all());

        // Then
        assertThat(text.lines())
                .containsExactly(
                        "ports 54320 (postgres), 9092 (kafka), 8880 (pki) and %d more are in use: free them,"
                                        .formatted(Port.all().size() - 3)
                                + " or choose others, as with --port.postgres=<n> or HALLMARK_PORT_POSTGRES=<n>,",
                        "or let it choose: --free-ports");
    }

    @Test
    void aPortThatIsNoNumberIsRefusedByItsName() {
        assertThatThrownBy(() -> PortPlan.of(Map.of("HALLMARK_PORT_CA", "eight"), Map.of()))
                .hasMessageContaining("HALLMARK_PORT_CA");
    }

    @Test
    void freePortsDifferAndAreKeptForTheNextStart(@TempDir Path directory) throws Exception {
        // Given
        var home = new Home(directory, directory);

        // When
        var first = LoopbackPorts.free(home, Map.of());
        var second = LoopbackPorts.free(home, Map.of());

        // Then
        assertThat(new HashSet<>(first.ports().values())).hasSize(Port.all().size());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aChosenPortIsKeptAmongFreeOnes(@TempDir Path directory) throws Exception {
        // When
        var plan = LoopbackPorts.free(new Home(directory, directory), Map.of(Port.MQTT, 8883));

        // Then
        assertThat(plan.of(Port.MQTT)).isEqualTo(8883);
        assertThat(plan.of(Port.named("registry"))).isNotEqualTo(8081);
    }
}
