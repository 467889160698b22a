package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.helm.DocumentedSettings.Setting;
import dev.hallmark.helm.ListedServices.Listed;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The charts and the services agree on names, ports and settings. */
class ServicesTest {

    /** Settings of these hold for every service that uses them. */
    private static final Set<String> SHARED = Set.of("commons", "operator-plane", "keys", "messaging");

    /** What else is given by the environment, beside Hallmark's own settings. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "JDK_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "TRUST_STORE_PASSWORD",
            "KAFKA_SSL_KEYSTORE_PASSWORD",
            "KAFKA_SASL_JAAS_CONFIG",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_DATASOURCE_OWNER_USERNAME",
            "QUARKUS_DATASOURCE_OWNER_PASSWORD",
            "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_ROLE_ID",
            "QUARKUS_VAULT_AUTHENTICATION_APP_ROLE_SECRET_ID",
            "QUARKUS_VAULT_AUTHENTICATION_CLIENT_TOKEN");

    static Stream<Listed> services() {
        return ListedServices.all().stream();
    }

    static Stream<Manifests> profiles() {
        return Profiles.rendered();
    }

    @Test
    void everyServiceHasAChart() {
        assertThat(services().map(Listed::chart)).containsExactlyInAnyOrderElementsOf(Charts.services());
    }

    @ParameterizedTest
    @MethodSource("services")
    void theLibraryKnowsAServiceAsTheListDoes(Listed service) throws IOException {
        var text = Files.readString(Charts.service(Charts.LIBRARY).resolve("templates/_services.tpl"));
        var start = text.indexOf("define \"hallmark.services\" -}}") + "define \"hallmark.services\" -}}".length();
        var entry = Manifests.YAML
                .readTree(text.substring(start, text.indexOf("{{- end", start)))
                .path(service.chart());

        assertThat(entry.path("name").asText()).isEqualTo(service.name());
        assertThat(entry.path("port").asInt()).isEqualTo(service.port());
        assertThat(entry.path("management").asInt()).isEqualTo(service.management());
        assertThat(entry.path("database").asBoolean()).isEqualTo(service.hasDatabase());
        assertThat(entry.path("operators").asBoolean()).isEqualTo(service.is("operators"));
        assertThat(entry.path("verifier").asBoolean()).isEqualTo(service.is("verifier"));
        assertThat(entry.path("devices").asBoolean()).isEqualTo(service.is("devices"));
        assertThat(entry.path("keys").asBoolean()).isEqualTo(service.is("keys"));
        assertThat(entry.path("kafka").asBoolean())
                .isEqualTo(service.startsAfter().contains("kafka"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceListensWhereItsContainerAndItsServiceSay(Listed service) {
        var manifests = Charts.render(Charts.twentyLines());
        var container = Manifests.ours(manifests.pod(service.chart()));
        var properties = manifests.properties(service.chart());

        assertThat(ports(container.at("/ports"), "containerPort")).contains(service.port(), service.management());
        assertThat(properties.getProperty("quarkus.management.port")).isEqualTo("" + service.management());
        assertThat(properties.getProperty(
                        service.name().equals("gateway") ? "hallmark.gateway.port" : "quarkus.http.port"))
                .isEqualTo("" + service.port());
        assertThat(container.at("/image").asText())
                .isEqualTo("registry.example.com/hallmark/hallmark-" + service.module() + ":0.1.0");
        assertThat(List.of("startupProbe", "readinessProbe", "livenessProbe")).allSatisfy(probe -> assertThat(
                        container.path(probe).at("/httpGet/port").asText())
                .isEqualTo("management"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theNameOfADatabaseIsTheServices(Listed service) {
        var database = ValuesFile.read(Charts.service(service.chart()))
                .defaultOf(List.of("database", "name"))
                .asText();

        assertThat(database).isEqualTo(service.hasDatabase() ? service.name() : "");
    }

    /** The connection's audience is the service's application name, which the gateway writes. */
    @ParameterizedTest
    @MethodSource("services")
    void theAudienceOfConnectionsIsTheServicesOwn(Listed service) throws IOException {
        var own = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Charts.PROJECT.resolve(service.module()).resolve("src/main/resources/application.properties"))) {
            own.load(reader);
        }

        assertThat(Charts.render(Charts.twentyLines())
                        .properties(service.chart())
                        .getProperty("hallmark.connection.audience"))
                .isEqualTo(service.is("devices") ? own.getProperty("quarkus.application.name") : null);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everySettingOfOursIsOneThatTheServiceReads(Manifests manifests) {
        assertThat(services()).allSatisfy(service -> {
            var settings = settingsOf(service);
            assertThat(manifests.properties(service.chart()).stringPropertyNames())
                    .filteredOn(name -> name.startsWith("hallmark."))
                    .allMatch(name -> settings.stream().anyMatch(setting -> setting.isSetBy(name)));
            assertThat(variables(manifests, service))
                    .filteredOn(name -> !OTHER_VARIABLES.contains(name))
                    .allMatch(name -> settings.stream().anyMatch(setting -> setting.isSetByVariable(name)));
        });
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyRequiredSettingIsThere(Manifests manifests) {
        assertThat(services()).allSatisfy(service -> {
            var properties = manifests.properties(service.chart()).stringPropertyNames();
            var variables = variables(manifests, service);
            assertThat(settingsOf(service))
                    .filteredOn(Setting::required)
                    .filteredOn(setting -> setting.module().equals(service.module())
                            || (setting.module().equals("keys") && service.is("keys")))
                    .filteredOn(setting -> !setting.name().contains(".tenant.<name>")
                            && !setting.name().contains("seed[]"))
                    .allMatch(setting -> properties.stream().anyMatch(setting::isSetBy)
                            || variables.stream().anyMatch(setting::isSetByVariable));
        });
    }

    /** Of two lines the last would win, in silence. */
    @ParameterizedTest
    @MethodSource("profiles")
    void noLineIsGivenTwice(Manifests manifests) {
        assertThat(manifests.kind("ConfigMap"))
                .map(manifest ->
                        manifest.at("/data").path("application.properties").asText())
                .allSatisfy(text -> assertThat(text.lines().map(line -> line.split("=", 2)[0]))
                        .doesNotHaveDuplicates());
    }

    private static List<Setting> settingsOf(Listed service) {
        return DocumentedSettings.all().stream()
                .filter(setting -> setting.module().equals(service.module()) || SHARED.contains(setting.module()))
                .toList();
    }

    private static Set<String> variables(Manifests manifests, Listed service) {
        return Manifests.stream(Manifests.ours(manifests.pod(service.chart())).at("/env"))
                .map(variable -> variable.at("/name").asText())
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    private static List<Integer> ports(JsonNode ports, String field) {
        return Manifests.stream(ports).map(port -> port.path(field).asInt()).toList();
    }
}
