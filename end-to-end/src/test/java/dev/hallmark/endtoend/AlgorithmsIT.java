package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.identity.IdentityAlgorithm;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices whose identity keys are of every algorithm: those that sign, and those that can only open. */
class AlgorithmsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);

    @TempDir
    private Path directory;

    /** Those that can only open have one form of evidence, and send that whichever form is configured. */
    @ParameterizedTest
    @EnumSource
    void comeOnBoardAndConnect(EvidenceFormat evidence) throws Exception {
        // Given
        var devices = new LinkedHashMap<DeviceKeys, IdentityAlgorithm>();
        for (var algorithm : IdentityAlgorithm.values()) {
            devices.put(DeviceKeys.generate(algorithm), algorithm);
        }
        var keys = List.copyOf(devices.keySet());
        operator.registerFile("text/csv", registrations(devices));
        var batch = operator.batch();
        var report = operator.importFile(batch, "application/json", Fleet.json(keys));
        assertThat(report.accepted()).as("%s", report).isEqualTo(devices.size());

        // When
        var arrivals = Fleet.of(sandbox).with(evidence).onboard(keys);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.devices(batch, "onboarded"))
                .hasSize(devices.size()));
        for (var arrival : arrivals) {
            var name = arrival.deviceId().commonName();
            try (var session = MqttSession.open(arrival.connection(), arrival.certificate(), message -> {})) {
                assertThat(session.publish("devices/" + name + "/up/hello", name)
                                .accepted())
                        .isTrue();
            }
        }
    }

    /** As a person would: the commands, and the files that they leave. */
    @ParameterizedTest
    @CsvSource({"software, EAT_JWT, ecdh-p256 ml-kem-768", "qdid, EAT_CWT, es256 eddsa ml-dsa-44 ml-dsa-65"})
    void areMadeAndOnboardedByTheCommands(String rootOfTrust, String evidence, String algorithms) throws Exception {
        var fleet = directory.resolve("fleet").toString();
        var names = List.of(algorithms.split(" ", -1));
        for (var algorithm : names) {
            Commands.run(sandbox.hallmark(
                    "device",
                    "make",
                    "--count=1",
                    "--root-of-trust=" + rootOfTrust,
                    "--algorithm=" + algorithm,
                    "--fleet=" + fleet,
                    "--gateway=" + sandbox.address("gateway"),
                    "--server-ca=" + sandbox.serverAuthority()));
        }
        operator.registerFile("text/csv", Files.readString(Path.of(fleet, "registrations.csv")));
        var file = Files.readString(Path.of(fleet, "devices.json"));
        assertThat(operator.importFile(operator.batch(), "application/json", file)
                        .accepted())
                .isEqualTo(names.size());

        var onboarded =
                Commands.run(sandbox.hallmark("device", "onboard", "--evidence=" + evidence, "--fleet=" + fleet));
        var connected = Commands.run(sandbox.hallmark("device", "connect", "--fleet=" + fleet));

        assertThat(onboarded).contains("%1$d of %1$d devices onboarded".formatted(names.size()));
        assertThat(connected).contains("%1$d of %1$d".formatted(names.size()));
    }

    private static String registrations(Map<DeviceKeys, IdentityAlgorithm> devices) {
        var rows = devices.entrySet().stream()
                .map(device -> device.getKey().deviceId() + ",software,"
                        + (device.getValue().mustBeRegistered() ? device.getValue() : ""));
        return String.join(
                "\n",
                Stream.concat(Stream.of("deviceId,rootOfTrust,algorithm"), rows).toList());
    }
}
