package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.embedded.KafkaServer;
import dev.hallmark.embedded.Ports;
import dev.hallmark.embedded.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images of "./hallmark images", run by podman from what the charts render, with a PostgreSQL, a Kafka, a Keycloak and a
 * Mosquitto beside them: a device onboards and connects. Not among the tests of a build: "./hallmark test --images" runs it.
 */
class ImagesTrial {

    private static final Path LOGS = Path.of("target", "images-trial");
    private static final int MQTT = 8883;
    private static final String SECRET = "Zq3uVmUuS0oJ2b5xKpYw";

    private static final String VALUES =
            """
            global:
              image: {registry: localhost, pullPolicy: Never}
              kafka: {bootstrapServers: "127.0.0.1:%1$d", security: none}
              postgresql: {host: 127.0.0.1, port: %2$d, sslMode: disable}
              oidc: {issuer: "%3$s"}
              keys: {provider: keystore, acceptKeystoreKeys: true}
              secrets: {create: true}
            registry-service: {replicas: 1}
            attestation-service: {replicas: 1}
            ca-service: {replicas: 1, publicUrl: "http://localhost:8880"}
            audit-service: {replicas: 1}
            policy-service:
              replicas: 1
              brokerCaSecret: authority
              settings:
                hallmark.policy.seed[0].name: trial
                hallmark.policy.seed[0].target-kind: mosquitto
                hallmark.policy.seed[0].settings.host: localhost
                hallmark.policy.seed[0].settings.port: 8883
            console: {replicas: 1, publicUrl: "https://console.hallmark.test", oidc: {existingSecret: console-oidc}}
            device-gateway: {replicas: 1, hostname: localhost, tls: {existingSecret: server}}
            mosquitto:
              hostname: localhost
              persistence: {enabled: false}
              tls: {existingSecret: server}
              control: {certManager: false, brokerSecret: server, agentSecret: agent}
            tests:
              trial: {enabled: true, tokenSecret: token, caSecret: authority, policy: trial, connect: true, gateway: "https://localhost:8443"}
            """;

    @TempDir
    private Path directory;

    @Test
    void aDeviceOnboardsThroughTheImages() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(LOGS);
        var certificates = new Certificates(directory.resolve("certificates"));
        var postgresPort = Ports.free();
        var kafkaPort = Ports.free();
        var postgresSettings = new PostgresServer.Settings(
                directory.resolve("postgres"), LOGS.resolve("postgres.log"), postgresPort, SECRET, false);
        var kafkaSettings =
                new KafkaServer.Settings(directory.resolve("kafka"), LOGS.resolve("kafka.log"), kafkaPort, 4);
        try (var keycloak = new Keycloak(
                        Path.of(System.getProperty("hallmark.keycloak")),
                        Ports.free(),
                        SECRET,
                        LOGS.resolve("keycloak.log"));
                var postgres = PostgresServer.start(postgresSettings);
                var kafka = KafkaServer.start(kafkaSettings)) {
            keycloak.awaitReady();
            assertThat(kafka.process().isAlive()).isTrue();
            var values = VALUES.formatted(kafkaPort, postgresPort, keycloak.issuer());
            var manifests = Charts.release("trial", values);
            var given = new TreeMap<String, Map<String, byte[]>>();
            given.put("authority", Map.of("ca.crt", certificates.authority()));
            given.put("server", certificates.issue("localhost"));
            given.put("agent", certificates.issue("mosquitto-agent"));
            given.put("console-oidc", Map.of("client-secret", Certificates.text(SECRET)));
            given.put("token", Map.of("token", Certificates.text(keycloak.token())));
            try (var machine = new Machine(manifests, given, directory.resolve("volumes"), LOGS)) {
                run(manifests, machine, postgres);
            }
        }
    }

    private void run(Manifests manifests, Machine machine, PostgresServer postgres) throws Exception {
        // Given
        databases(manifests, machine, postgres);
        var services = Charts.services().stream()
                .filter(chart -> !chart.equals("mosquitto"))
                .toList();
        for (var chart : services) {
            machine.start(manifests.pod(chart), Manifests.ours(manifests.pod(chart)));
        }
        for (var chart : services) {
            machine.await(Manifests.ours(manifests.pod(chart)), "startupProbe");
            machine.await(Manifests.ours(manifests.pod(chart)), "readinessProbe");
        }
        var mosquitto = manifests.pod("mosquitto");
        machine.start(mosquitto, Manifests.ours(mosquitto), "--pid", "host");
        machine.await(Manifests.ours(mosquitto), "startupProbe");
        var broker = broker(machine, mosquitto);
        try {
            awaitListener(broker);

            // When
            var trial = manifests.kind("Pod").getFirst().path("spec");
            var said = machine.finish(trial, trial.at("/containers/0"));

            // Then
            assertThat(said).contains("onboarded: ", "connected to its broker", "retired.");
            for (var chart : services) {
                assertThat(machine.log(Manifests.ours(manifests.pod(chart)))).doesNotContain("\"level\":\"ERROR\"");
            }
        } finally {
            broker.destroy();
            broker.onExit().join();
        }
    }

    /** The roles and databases that the secrets of the release name. */
    private static void databases(Manifests manifests, Machine machine, PostgresServer postgres) throws SQLException {
        for (var secret : manifests.kind("Secret")) {
            var name = Manifests.name(secret);
            if (name.endsWith("-database") && !name.contains("audit")) {
                var role = machine.secret(name, "username");
                postgres.ensureDatabase(role, role, machine.secret(name, "password"));
            }
        }
        var owner = "trial-audit-service-owner";
        postgres.ensureDatabase("audit", machine.secret(owner, "username"), machine.secret(owner, "password"));
        var audit = "trial-audit-service-database";
        postgres.ensureUser("audit", machine.secret(audit, "username"), machine.secret(audit, "password"));
    }

    /** Debian's Mosquitto with the configuration of the release, as the user of its pod. */
    private Process broker(Machine machine, JsonNode pod) throws IOException {
        var container = Manifests.stream(pod.path("containers")).findFirst().orElseThrow();
        var configuration =
                Files.readString(machine.volume(pod, "broker-config").resolve("mosquitto.conf"));
        for (var mount : Manifests.stream(container.path("volumeMounts")).toList()) {
            var here = machine.volume(pod, mount.at("/name").asText());
            configuration = configuration.replace(mount.at("/mountPath").asText() + "/", here + "/");
        }
        var file = Files.writeString(directory.resolve("mosquitto.conf"), configuration);
        var user = pod.at("/securityContext/runAsUser").asText();
        return new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid",
                        user,
                        "--regid",
                        user,
                        "--clear-groups",
                        "mosquitto",
                        "-c",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(LOGS.resolve("mosquitto.log").toFile())
                .start();
    }

    private static void awaitListener(Process broker) {
        await("Mosquitto listens; see " + LOGS.resolve("mosquitto.log"))
                .failFast("Mosquitto ended", () -> !broker.isAlive())
                .until(ImagesTrial::listens);
    }

    private static boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), MQTT)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
