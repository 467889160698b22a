package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void secretsAreGeneratedWhereNoneIsNamed() {
        var manifests = Charts.render(Charts.small());

        assertThat(manifests.names("Secret"))
                .contains(
                        "hallmark-registry-service-database",
                        "hallmark-audit-service-owner",
                        "hallmark-ca-service-connection",
                        "hallmark-ca-service-keystore",
                        "hallmark-console-session");
        assertThat(manifests.kind("Secret")).allMatch(SwitchesTest::isKept);
    }

    /** It would lock services out of their databases. */
    @Test
    void aSecretThatExistsIsNotGeneratedAnew() {
        var answer = "dict \"data\" (dict \"password\" \"ZXhpc3Rz\")";
        var manifests = Manifests.parse(Charts.text(Offline.umbrella(answer), Charts.RELEASE, Charts.small()));

        assertThat(manifests
                        .one("Secret", "hallmark-registry-service-database")
                        .at("/data/password")
                        .asText())
                .isEqualTo("ZXhpc3Rz");
    }

    /** What the copies that tests render leave out is there. */
    @Test
    void hooksAndLookupsAreWhereTheyAreNeeded() throws IOException {
        assertThat(Files.readString(Charts.UMBRELLA.resolve("templates/trial.yaml")))
                .contains("helm.sh/hook: test\n");
        assertThat(Files.readString(Charts.UMBRELLA.resolve("templates/vault-bootstrap.yaml")))
                .contains("helm.sh/hook: pre-install,pre-upgrade\n");
        assertThat(Files.readString(Charts.service(Charts.LIBRARY).resolve("templates/_secrets.tpl")))
                .contains(Offline.LOOKUP);
    }

    @Test
    void whatHoldsDataStaysWhenTheReleaseGoes() {
        var manifests = Charts.render(Charts.small());

        assertThat(Stream.of(
                                "Kafka",
                                "KafkaNodePool",
                                "KafkaTopic",
                                "KafkaUser",
                                "Cluster",
                                "Database",
                                "PersistentVolumeClaim")
                        .flatMap(kind -> manifests.kind(kind).stream()))
                .hasSizeGreaterThan(30)
                .allMatch(SwitchesTest::isKept);
    }

    @Test
    void keysInFilesAreAcceptedInSoManyWords() {
        var manifests = Charts.render(Charts.small());

        assertThat(List.of("ca-service", "audit-service")).allSatisfy(chart -> {
            assertThat(manifests.properties(chart))
                    .containsEntry("hallmark.production.accept-keystore-keys", "true")
                    .containsEntry("hallmark.keys.keystore.path", "/var/lib/hallmark/keys/keys.p12");
            assertThat(manifests
                            .one("Deployment", "hallmark-" + chart)
                            .at("/spec/strategy/type")
                            .asText())
                    .isEqualTo("Recreate");
        });
    }

    @Test
    void plainKafkaIsAcceptedInSoManyWords() {
        assertThat(DEFAULTS.properties("ca-service")).containsEntry("kafka.security.protocol", "SSL");
        assertThat(Charts.render(Charts.twentyLines(), "global: {kafka: {security: none}}")
                        .properties("ca-service"))
                .containsEntry("hallmark.production.accept-plain-kafka", "true")
                .doesNotContainKey("kafka.security.protocol");
    }

    @Test
    void settingsOfThePlatformTeamComeLast() {
        var text = Charts.render(
                        Charts.twentyLines(), "ca-service: {settings: {hallmark.ca.public-url: 'http://other'}}")
                .properties("ca-service");

        assertThat(text).containsEntry("hallmark.ca.public-url", "http://other");
    }

    @Test
    void aChangeOfSettingsStartsNewPods() {
        var path = "/spec/template/metadata/annotations/checksum~1config";
        var changed = Charts.render(Charts.twentyLines(), "registry-service: {settings: {hallmark.outbox.poll: 1s}}");

        assertThat(changed.one("Deployment", "hallmark-registry-service").at(path))
                .isNotEqualTo(
                        DEFAULTS.one("Deployment", "hallmark-registry-service").at(path));
        assertThat(changed.one("Deployment", "hallmark-ca-service").at(path))
                .isEqualTo(DEFAULTS.one("Deployment", "hallmark-ca-service").at(path));
    }

    @Test
    void theTrialGoesThroughConsoleAndGateway() {
        var container = Charts.render(Charts.twentyLines(), Profiles.EVERYTHING)
                .one("Pod", "hallmark-trial")
                .at("/spec/containers/0");

        assertThat(container.at("/env/0/value").asText()).isEqualTo("http://hallmark-console:8080");
        assertThat(Manifests.texts(container.at("/args")))
                .containsExactly(
                        "trial",
                        "--gateway",
                        "https://devices.example.com:443",
                        "--server-ca",
                        "/trust/ca.crt",
                        "--policy",
                        "mosquitto",
                        "--tenant",
                        "default");
    }

    /** An image with an AOT cache names it there. */
    @Test
    void theOptionsOfAnImageStayUnlessOthersAreGiven() {
        var others = Charts.render(Charts.twentyLines(), "registry-service: {javaOptions: -Xmx1g}");

        assertThat(DEFAULTS.pod("registry-service").toString()).doesNotContain("JDK_JAVA_OPTIONS");
        assertThat(others.pod("registry-service").toString())
                .contains("{\"name\":\"JDK_JAVA_OPTIONS\",\"value\":\"-Xmx1g\"}");
    }

    private static boolean isKept(JsonNode manifest) {
        return manifest.at("/metadata/annotations/helm.sh~1resource-policy")
                .asText()
                .equals("keep");
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
