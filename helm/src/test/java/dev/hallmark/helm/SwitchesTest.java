package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each switch, on and off: what it adds or takes away, and nothing else. */
class SwitchesTest {

    private static final Manifests DEFAULTS = Charts.render(Charts.twentyLines());

    static Stream<Arguments> additions() {
        return Stream.of(
                Arguments.of("podMonitor: {enabled: true}", "PodMonitor/hallmark-services"),
                Arguments.of("prometheusRule: {enabled: true}", "PrometheusRule/hallmark-alerts"),
                Arguments.of(
                        "dashboards: {enabled: true}",
                        "ConfigMap/hallmark-dashboard-authority ConfigMap/hallmark-dashboard-onboarding"
                                + " ConfigMap/hallmark-dashboard-pipeline"),
                Arguments.of(
                        "priorityClasses: {create: true}",
                        "PriorityClass/hallmark-devices PriorityClass/hallmark-operators"),
                Arguments.of(
                        "vaultBootstrap: {enabled: true, tokenSecret: vault}",
                        "ConfigMap/hallmark-vault-bootstrap Job/hallmark-vault-bootstrap"
                                + " NetworkPolicy/hallmark-vault-bootstrap"),
                Arguments.of(
                        "tests: {trial: {enabled: true, tokenSecret: t, policy: p, caSecret: c}}",
                        "Pod/hallmark-trial"),
                Arguments.of(
                        "registry-service: {autoscaling: {enabled: true}}",
                        "HorizontalPodAutoscaler/hallmark-registry-service"),
                Arguments.of(
                        "registry-service: {podDisruptionBudget: {enabled: true}}",
                        "PodDisruptionBudget/hallmark-registry-service"),
                Arguments.of(
                        "console: {exposure: {type: ingress, ingress: {tlsSecret: console}}}",
                        "Ingress/hallmark-console"),
                Arguments.of(
                        "console: {exposure: {type: ingress}}",
                        "Certificate/hallmark-console-tls Ingress/hallmark-console"),
                Arguments.of(
                        "console: {exposure: {type: httpRoute, httpRoute: {parentRefs: [{name: g}]}}}",
                        "HTTPRoute/hallmark-console"),
                Arguments.of(
                        "device-gateway: {exposure: {type: tlsRoute, tlsRoute: {parentRefs: [{name: g}]}}}",
                        "TLSRoute/hallmark-device-gateway"),
                Arguments.of("device-gateway: {exposure: {type: ingress}}", "Ingress/hallmark-device-gateway"),
                Arguments.of(
                        "device-gateway: {pki: {type: ingress, hostname: p}}", "Ingress/hallmark-device-gateway-pki"),
                Arguments.of(
                        "device-gateway: {pki: {type: httpRoute, hostname: p, httpRoute: {parentRefs: [{name: g}]}}}",
                        "HTTPRoute/hallmark-device-gateway-pki"),
                Arguments.of(
                        "global: {certManager: {selfSigned: true}}",
                        "Certificate/hallmark-server-ca Issuer/hallmark-server-ca Issuer/hallmark-server-ca-own"),
                Arguments.of(
                        "strimzi: {cluster: {enabled: true}}",
                        "Kafka/hallmark-kafka KafkaNodePool/hallmark-kafka-nodes"));
    }

    static Stream<Arguments> removals() {
        return Stream.of(
                Arguments.of("device-gateway: {tls: {existingSecret: tls}}", "Certificate/hallmark-device-gateway-tls"),
                Arguments.of("mosquitto: {tls: {existingSecret: tls}}", "Certificate/hallmark-mosquitto-tls"),
                Arguments.of(
                        "mosquitto: {control: {certManager: false, brokerSecret: b, agentSecret: a}}",
                        "Certificate/hallmark-mosquitto-control-agent Certificate/hallmark-mosquitto-control-broker"
                                + " Certificate/hallmark-mosquitto-control-ca Issuer/hallmark-mosquitto-control-ca"
                                + " Issuer/hallmark-mosquitto-control-ca-own"),
                Arguments.of(
                        "registry-service: {serviceAccount: {create: false, name: mine}}",
                        "ServiceAccount/hallmark-registry-service"),
                Arguments.of(
                        "global: {networkPolicy: {enabled: false}}",
                        Charts.services().stream()
                                .map(chart -> "NetworkPolicy/hallmark-" + chart)
                                .collect(Collectors.joining(" "))));
    }

    static Stream<String> services() {
        return Charts.services().stream();
    }

    @ParameterizedTest
    @MethodSource("additions")
    void whatIsSwitchedOnIsAdded(String values, String added) {
        var with = Charts.render(Charts.twentyLines(), values);

        assertThat(missing(DEFAULTS, with)).isEqualTo(added);
        assertThat(missing(with, DEFAULTS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("removals")
    void whatIsSwitchedOffIsLeftOut(String values, String removed) {
        var without = Charts.render(Charts.twentyLines(), values);

        assertThat(missing(without, DEFAULTS)).isEqualTo(removed);
        assertThat(missing(DEFAULTS, without)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void eachServiceCanBeLeftOut(String chart) {
        var without = Charts.render(Charts.twentyLines(), chart + ": {enabled: false}");

        assertThat(without.all())
                .noneMatch(manifest -> Manifests.chart(manifest).equals(chart));
        assertThat(without.pods()).hasSize(DEFAULTS.pods().size() - 1);
    }

    @ParameterizedTest
    @CsvSource({"loadBalancer,LoadBalancer", "nodePort,NodePort", "clusterIP,ClusterIP", "ingress,ClusterIP"})
    void theGatewaysServiceIsOfTheTypeThatItsExposureNeeds(String exposure, String type) {
        var manifests = Charts.render(Charts.twentyLines(), "device-gateway: {exposure: {type: " + exposure + "}}");

        assertThat(manifests
                        .one("Service", "hallmark-device-gateway")
                        .at("/spec/type")
                        .asText())
                .isEqualTo(type);
    }

    /** What these have that those lack. */
    private static String missing(Manifests those, Manifests these) {
        var names = new TreeSet<>(names(these));
        names.removeAll(names(those));
        return String.join(" ", names);
    }

    private static List<String> names(Manifests manifests) {
        return manifests.all().stream()
                .map(manifest -> manifest.at("/kind").asText() + "/" + Manifests.name(manifest))
                .toList();
    }
}
