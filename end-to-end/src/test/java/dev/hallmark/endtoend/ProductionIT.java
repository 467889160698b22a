package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A packaged service, as a cluster runs it, with settings that are fit for a developer's machine alone. */
class ProductionIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANDOM = "mB2m1Z1oIuFhIVpcmE1uAzQ2n1c6n0bV0G3rQw5bK0I=";

    @Test
    void plainKafkaEndsTheStart() {
        var agent = start(
                "mosquitto-agent",
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                        "HALLMARK_MOSQUITTO_NAME", "none",
                        "HALLMARK_MOSQUITTO_DIRECTORY", "/nowhere",
                        "HALLMARK_MOSQUITTO_PID_FILE", "/nowhere/pid",
                        "HALLMARK_MOSQUITTO_CONTROL_CA_FILE", "/nowhere/ca",
                        "HALLMARK_MOSQUITTO_CONTROL_CERTIFICATE_FILE", "/nowhere/certificate",
                        "HALLMARK_MOSQUITTO_CONTROL_KEY_FILE", "/nowhere/key"));

        assertThat(agent.status()).isEqualTo(1);
        assertThat(agent.output()).contains("kafka.security.protocol=PLAINTEXT is refused in the production profile");
    }

    @Test
    void aSecretThatEverybodyKnowsEndsTheStartAndIsNotPrinted() {
        var gateway = start(
                "device-gateway",
                Map.of(
                        "HALLMARK_GATEWAY_SERVICES_CA_URL", "http://127.0.0.1:1",
                        "HALLMARK_GATEWAY_SERVICES_CA_SECRET", "ChangeMe42"));

        assertThat(gateway.status()).isEqualTo(1);
        assertThat(gateway.output())
                .contains("hallmark.gateway.services.ca.secret is refused in the production profile")
                .doesNotContain("ChangeMe42");
    }

    @Test
    void whatIsFitForProductionIsNotRefusedAndLogsAreObjects() {
        var gateway = start(
                "device-gateway",
                Map.of(
                        "HALLMARK_GATEWAY_SERVICES_CA_URL",
                        "http://127.0.0.1:1",
                        "HALLMARK_GATEWAY_SERVICES_CA_SECRET",
                        RANDOM));

        assertThat(gateway.status()).isEqualTo(1);
        assertThat(gateway.output())
                .contains("hallmark.gateway.tls.certificate is not set")
                .doesNotContain("is refused in the production profile");
        assertThat(gateway.output().lines()).isNotEmpty().allSatisfy(line -> assertThat(
                        JSON.readTree(line).path("level").asText())
                .isIn("INFO", "WARN", "ERROR"));
    }

    private static Commands.Result start(String module, Map<String, String> settings) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var service = new ProcessBuilder(java, "-Xmx128m", "-jar", "quarkus-run.jar")
                .directory(Sandbox.PROJECT
                        .resolve(module)
                        .resolve("target/quarkus-app")
                        .toFile());
        service.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        service.environment().put("QUARKUS_HTTP_PORT", "0");
        service.environment().putAll(settings);
        return Commands.tryRun(service);
    }
}
