package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an installation can rely on. */
class InstallationsTest {

    private final Manifests twenty = Charts.render(Charts.twentyLines());

    @Test
    void everyTopicOfTheListIsMade() throws IOException {
        var list = Manifests.YAML.readTree(Files.readString(Charts.UMBRELLA.resolve("files/topics.yaml")));
        var topics = Charts.render(Charts.twentyLines(), "strimzi: {topics: {enabled: true, partitions: 48}}");

        assertThat(topics.names("KafkaTopic"))
                .containsExactlyInAnyOrderElementsOf(Manifests.stream(list)
                        .map(topic -> topic.at("/name").asText())
                        .toList());
        assertThat(partitions(topics, "hallmark.registry.v1")).isEqualTo(48);
        assertThat(partitions(topics, "hallmark.token-uses.v1")).isEqualTo(1);
        assertThat(twenty.kind("KafkaTopic")).isEmpty();
    }

    private static int partitions(Manifests topics, String name) {
        return topics.one("KafkaTopic", name).at("/spec/partitions").asInt();
    }

    @Test
    void everyServiceHasItsDatabaseAndItsRole() {
        var manifests = Charts.render(Charts.twentyLines(), "cloudnativepg: {enabled: true}");
        var expected = ListedServices.all().stream()
                .filter(ListedServices.Listed::hasDatabase)
                .map(ListedServices.Listed::name)
                .toList();
        var roles = Manifests.stream(
                        manifests.one("Cluster", "hallmark-postgresql").at("/spec/managed/roles"))
                .toList();

        assertThat(manifests.kind("Database"))
                .map(database -> database.at("/spec/name").asText())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(roles)
                .map(role -> role.at("/name").asText())
                .contains("audit_owner")
                .containsAll(expected);
        assertThat(roles)
                .filteredOn(role -> role.at("/name").asText().equals("audit_owner"))
                .allMatch(role -> role.at("/passwordSecret/name").asText().equals("audit-owner-database"));
        assertThat(twenty.kind("Database")).isEmpty();
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
        assertThat(manifests.kind("Secret")).allMatch(Kept::isKept);
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
                .allMatch(Kept::isKept);
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
        assertThat(twenty.properties("ca-service")).containsEntry("kafka.security.protocol", "SSL");
        assertThat(Charts.render(Charts.twentyLines(), "global: {kafka: {security: none}}")
                        .properties("ca-service"))
                .containsEntry("hallmark.production.accept-plain-kafka", "true")
                .doesNotContainKey("kafka.security.protocol");
    }

    @Test
    void nobodyIsBelievedWhatAddressACallerHas() {
        assertThat(Charts.services()).allSatisfy(chart -> assertThat(twenty.properties(chart))
                .doesNotContainKey("quarkus.http.proxy.proxy-address-forwarding"));
    }

    @Test
    void theConsoleBelievesItsIngressAndServicesBelieveTheConsole() {
        var manifests = Charts.render(
                Charts.twentyLines(),
                "{global: {consoleAddresses: [10.1.0.0/16]}, console: {exposure: {trustedProxies: [10.2.0.1, 'fd00::/8']}}}");

        assertThat(manifests.properties("console"))
                .containsEntry("quarkus.http.proxy.proxy-address-forwarding", "true")
                .containsEntry("quarkus.http.proxy.trusted-proxies", "10.2.0.1,fd00::/8");
        assertThat(List.of("registry-service", "ca-service", "policy-service", "audit-service"))
                .allSatisfy(chart -> assertThat(manifests.properties(chart))
                        .containsEntry("quarkus.http.proxy.proxy-address-forwarding", "true")
                        .containsEntry("quarkus.http.proxy.trusted-proxies", "10.1.0.0/16"));
        assertThat(List.of("device-gateway", "attestation-service", "mosquitto"))
                .allSatisfy(chart -> assertThat(manifests.properties(chart))
                        .doesNotContainKey("quarkus.http.proxy.trusted-proxies"));
    }

    /** Its ports lead through the node that kind makes, and what it names is made by the script beside it. */
    @Test
    void whatIsReachedFromOutsideOfKindIsWhereItSays() throws IOException {
        var directory = Charts.PROJECT.resolve("deploy/kind");
        var manifests = Charts.render(
                Charts.profile("small"), String.join("\n", Charts.lines(directory.resolve("values.yaml"))));
        var nodes =
                Manifests.YAML.readTree(directory.resolve("kind.yaml").toFile()).path("nodes");
        var mapped = Manifests.stream(nodes.at("/0/extraPortMappings"))
                .map(port -> port.at("/containerPort").asInt())
                .toList();
        var script = Files.readString(directory.resolve("up.sh"));

        assertThat(manifests.kind("Service").stream()
                        .flatMap(service -> Manifests.stream(service.at("/spec/ports")))
                        .filter(port -> port.has("nodePort"))
                        .map(port -> port.at("/nodePort").asInt()))
                .containsExactlyInAnyOrderElementsOf(mapped)
                .allSatisfy(port -> assertThat(script).contains("-p '%1$d:%1$d@".formatted(port)));
        assertThat(manifests.properties("ca-service"))
                .containsEntry("hallmark.ca.public-url", "http://localhost:30880");
        assertThat(manifests.properties("console"))
                .containsEntry("hallmark.console.oidc.public-url", "http://localhost:8080")
                .containsEntry("quarkus.oidc.auth-server-url", "http://keycloak:8080/realms/hallmark");
        assertThat(manifests.pod("console").toString() + manifests.one("Pod", "hallmark-trial"))
                .contains("\"console-oidc\"", "\"trial-token\"");
        assertThat(script).contains("make_secret console-oidc ", "make_secret trial-token ");
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
                        twenty.one("Deployment", "hallmark-registry-service").at(path));
        assertThat(changed.one("Deployment", "hallmark-ca-service").at(path))
                .isEqualTo(twenty.one("Deployment", "hallmark-ca-service").at(path));
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

        assertThat(twenty.pod("registry-service").toString()).doesNotContain("JDK_JAVA_OPTIONS");
        assertThat(others.pod("registry-service").toString())
                .contains("{\"name\":\"JDK_JAVA_OPTIONS\",\"value\":\"-Xmx1g\"}");
    }
}
