package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples below deploy/ fit the charts as they are. */
class ExamplesTest {

    private static final Path DEPLOY = Charts.PROJECT.resolve("deploy");

    /** A basic-auth secret, whichever operator makes it. */
    private static final Set<String> BASIC = Set.of("username", "password");

    /** Authorities of others' certificates, which the page puts into secrets: no store makes them. */
    private static final Set<String> LISTED = Set.of("kafka-ca/ca.crt", "postgresql-ca/ca.crt");

    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theValuesOfArgoCdMakeAnInstallation() {
        var helm =
                example("argocd/hallmark.yaml").one("Application", "hallmark").at("/spec/source/helm");

        assertThat(Manifests.texts(helm.at("/valueFiles")))
                .allMatch(file -> Files.exists(Charts.UMBRELLA.resolve(file)));
        assertThat(secretsOf(Charts.render(
                        Charts.profile("production"), helm.at("/valuesObject").toString())))
                .isEqualTo(secretsOf(Charts.render(Charts.twentyLines())));
    }

    @Test
    void theFilesOfFluxAreThere() {
        var release = example("flux/hallmark.yaml").one("HelmRelease", "hallmark");

        assertThat(Charts.PROJECT.resolve(release.at("/spec/chart/spec/chart").asText()))
                .isDirectory();
        assertThat(Manifests.texts(release.at("/spec/chart/spec/valuesFiles")))
                .isNotEmpty()
                .allMatch(file -> Files.exists(Charts.PROJECT.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"external-secrets/hallmark.yaml", "vault-secrets-operator/hallmark.yaml"})
    void everySecretThatPodsNameIsMade(String file) {
        var made = example(file).all().stream()
                .flatMap(ExamplesTest::keysMade)
                .collect(Collectors.toCollection(TreeSet::new));
        made.addAll(LISTED);

        assertThat(made).isEqualTo(secretsOf(Charts.render(Charts.twentyLines())));
    }

    /** Each service has from the Agent's file what Kubernetes secrets would give it. */
    @Test
    void theVaultAgentWritesWhatSecretsWouldHold() {
        var bySecrets = Charts.render(Charts.twentyLines(), "global: {kafka: {security: scram}}");
        var values = text(DEPLOY.resolve("vault-agent/hallmark.yaml"));
        var byAgent = Charts.render(withoutSecrets(), values);

        assertThat(Charts.services()).allSatisfy(chart -> {
            var pod = byAgent.pod(chart);
            assertThat(written(byAgent, chart)).isNotEmpty().isEqualTo(secretVariables(bySecrets.pod(chart)));
            assertThat(secretVariables(pod)).isEmpty();
            assertThat(variable(pod, "QUARKUS_CONFIG_LOCATIONS")).isEqualTo("/vault/secrets/hallmark.properties");
            assertThat(Manifests.stream(pod.at("/volumes"))
                            .map(volume -> volume.at("/name").asText()))
                    .contains(annotation(byAgent, chart, "agent-service-account-token-volume-name"));
            assertThat(annotation(byAgent, chart, "agent-run-as-user"))
                    .isEqualTo(pod.at("/securityContext/runAsUser").asText());
            assertThat(vaultIsReached(byAgent, chart)).isTrue();
        });
        assertThat(secretsOf(byAgent)).isEqualTo(LISTED);
    }

    @Test
    void thePageMakesTheSecretsThatNoExampleMakes() {
        assertThat(text(Charts.PROJECT.resolve("docs/install.md")))
                .contains(LISTED.stream()
                        .map(key -> "create secret generic " + key.substring(0, key.indexOf('/')) + " ")
                        .toList());
    }

    static Stream<String> valuesOfPages() {
        return Stream.of("backup", "hsm").flatMap(page -> YAML_BLOCK
                .matcher(text(Charts.PROJECT.resolve("docs/" + page + ".md")))
                .results()
                .map(block -> block.group(1)));
    }

    @ParameterizedTest
    @MethodSource("valuesOfPages")
    void theValuesOnPagesAreThoseOfTheCharts(String values) {
        assertThat(Charts.render(Charts.twentyLines(), values).pods()).isNotEmpty();
    }

    /** Where the page puts the HSM's module, there it is found. */
    @Test
    void theModuleOfAnHsmIsWhereTheServicesLookForIt() {
        var manifests = Charts.render(
                Charts.twentyLines(),
                valuesOfPages()
                        .filter(values -> values.contains("pkcs11"))
                        .findFirst()
                        .orElseThrow());

        assertThat(List.of("ca-service", "audit-service")).allSatisfy(chart -> {
            var library = manifests.properties(chart).getProperty("hallmark.keys.pkcs11.library");
            var pod = manifests.pod(chart);
            assertThat(mounts(Manifests.ours(pod)))
                    .anyMatch(mount -> library.startsWith(mount.at("/mountPath").asText() + "/")
                            && mounts(pod.at("/initContainers/0"))
                                    .anyMatch(other -> other.at("/name").equals(mount.at("/name"))));
        });
    }

    private static Stream<JsonNode> mounts(JsonNode container) {
        return Manifests.stream(container.at("/volumeMounts"));
    }

    private static Stream<String> keysMade(JsonNode secret) {
        var spec = secret.at("/spec");
        var name = spec.at("/destination/name").asText(Manifests.name(secret));
        var type = spec.at("/destination/type")
                .asText(spec.at("/target/template/type").asText());
        var path = spec.at("/path").asText(spec.at("/dataFrom/0/extract/key").asText());
        if (type.equals("kubernetes.io/basic-auth")) {
            return BASIC.stream().map(key -> name + "/" + key);
        }
        if (path.startsWith("hallmark/connections/")) {
            return Stream.of(name + "/secret");
        }
        return switch (path) {
            case "hallmark/console-session" -> Stream.of(name + "/key");
            case "hallmark/console-oidc" -> Stream.of(name + "/client-secret");
            default ->
                Manifests.stream(spec.at("/data"))
                        .map(one -> name + "/" + one.at("/secretKey").asText());
        };
    }

    /** The keys of secrets that pods have, but for those that Strimzi and cert-manager make. */
    private static Set<String> secretsOf(Manifests manifests) {
        var certificates = manifests.kind("Certificate").stream()
                .map(certificate -> certificate.at("/spec/secretName").asText())
                .collect(Collectors.toSet());
        return manifests.pods().stream()
                .flatMap(pod -> Stream.concat(variables(pod), files(pod)))
                .filter(key -> !certificates.contains(key.substring(0, key.indexOf('/'))))
                .filter(key -> !key.matches("hallmark-.*-kafka/.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> variables(JsonNode pod) {
        return Manifests.containers(pod).stream()
                .flatMap(container -> Manifests.stream(container.at("/env")))
                .map(variable -> variable.at("/valueFrom/secretKeyRef"))
                .filter(JsonNode::isObject)
                .map(key -> key.at("/name").asText() + "/" + key.at("/key").asText());
    }

    private static Stream<String> files(JsonNode pod) {
        return Manifests.stream(pod.at("/volumes"))
                .map(volume -> volume.at("/secret"))
                .filter(JsonNode::isObject)
                .flatMap(secret -> Manifests.stream(secret.at("/items"))
                        .map(item -> secret.at("/secretName").asText() + "/"
                                + item.at("/key").asText()));
    }

    private static Set<String> secretVariables(JsonNode pod) {
        return Manifests.stream(Manifests.ours(pod).at("/env"))
                .filter(variable -> variable.has("valueFrom"))
                .map(variable -> variable.at("/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings in the template of the Agent's file, as variables of the environment. */
    private static Set<String> written(Manifests manifests, String chart) {
        return annotation(manifests, chart, "agent-inject-template-hallmark.properties")
                .lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .map(setting -> setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String annotation(Manifests manifests, String chart, String name) {
        return manifests.all().stream()
                .filter(manifest -> Manifests.chart(manifest).equals(chart))
                .map(manifest -> manifest.at("/spec/template/metadata/annotations"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow()
                .path("vault.hashicorp.com/" + name)
                .asText();
    }

    private static String variable(JsonNode pod, String name) {
        return Manifests.stream(Manifests.ours(pod).at("/env"))
                .filter(variable -> variable.at("/name").asText().equals(name))
                .map(variable -> variable.at("/value").asText())
                .findFirst()
                .orElse("");
    }

    private static boolean vaultIsReached(Manifests manifests, String chart) {
        return Manifests.stream(
                        manifests.one("NetworkPolicy", "hallmark-" + chart).at("/spec/egress"))
                .flatMap(rule -> Manifests.stream(rule.at("/ports")))
                .anyMatch(port -> port.at("/port").asInt() == 8200);
    }

    /** The twenty lines as somebody writes them who has no Kubernetes secrets. */
    private static String withoutSecrets() {
        return Charts.twentyLines()
                .replaceAll("(database|oidc|session): \\{existingSecret: [^}]*}", "$1: {}")
                .replaceAll("secrets: \\{connections: .*}", "secrets: {}");
    }

    private static Manifests example(String file) {
        return Manifests.parse(text(DEPLOY.resolve(file)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
