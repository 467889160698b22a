package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {

    static Stream<String> services() {
        return Charts.services().stream();
    }

    @Test
    void theUmbrellaPassesStrictLint() {
        var result = new Helm(Charts.UMBRELLA).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void eachChartPassesStrictLint(String chart) {
        var result = new Helm(Offline.alone(chart)).lint().strict().call();

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("services")
    void eachChartCanBeInstalledAlone(String chart) {
        var values =
                """
                global:
                  kafka: {bootstrapServers: "kafka:9093"}
                  postgresql: {host: postgresql, caSecret: postgresql-ca}
                  oidc: {issuer: "https://login.example.com"}
                  keys: {vault: {url: "https://vault.example.com:8200"}}
                  certManager: {issuerRef: {name: letsencrypt, kind: ClusterIssuer}}
                  secrets: {create: true}
                  services: {ca-service: "http://ca.elsewhere:8083/"}
                """
                        + own(chart);

        var text = Charts.text(Offline.alone(chart), "one", values);

        var manifests = Manifests.parse(text);
        assertThat(manifests.pods()).hasSize(1);
        assertThat(manifests.properties(chart).values())
                .filteredOn(value -> value.toString().contains("ca-service:"))
                .isEmpty();
    }

    private static String own(String chart) {
        return switch (chart) {
            case "ca-service" -> "publicUrl: http://pki.example.com\n";
            case "console" -> "publicUrl: https://hallmark.example.com\noidc: {existingSecret: console-oidc}\n";
            case "device-gateway", "mosquitto" -> "hostname: devices.example.com\n";
            default -> "";
        };
    }
}
