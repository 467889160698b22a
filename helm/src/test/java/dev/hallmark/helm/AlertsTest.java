package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts as Prometheus reads them, and what somebody finds who gets one. */
class AlertsTest {

    private static final Path ALERTS = Charts.UMBRELLA.resolve("files/alerts.yaml");
    private static final Path TESTS = Path.of("src/test/resources/alerts-test.yaml");
    private static final Path DOCS = Charts.PROJECT.resolve("docs");
    private static final Pattern SERIES = Pattern.compile("\\b(?:hallmark|kafka_consumer)_[a-z0-9_]+(.{0,40})");
    private static final Path RUNBOOKS = DOCS.resolve("runbooks");

    @Test
    void prometheusAcceptsTheRules() throws Exception {
        promtool("check", "rules", ALERTS.toString());
    }

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
        promtool("test", "rules", TESTS.toString());
    }

    /** Else the test above would say nothing of it. */
    @Test
    void everyAlertIsTestedBothWays() throws IOException {
        var expected = Manifests.stream(Manifests.YAML.readTree(TESTS.toFile()).path("tests"))
                .flatMap(test -> Manifests.stream(test.path("alert_rule_test")))
                .toList();

        assertThat(expected)
                .filteredOn(test -> test.path("exp_alerts").isEmpty())
                .map(AlertsTest::alertName)
                .containsAll(names());
        for (var alert : alerts()) {
            assertThat(expected)
                    .filteredOn(test -> alertName(test).equals(name(alert)))
                    .flatMap(test -> Manifests.stream(test.path("exp_alerts")).toList())
                    .map(fired -> fired.at("/exp_labels/severity").asText())
                    .as(name(alert))
                    .contains(severity(alert));
        }
    }

    @Test
    void everyAlertSaysWhatHasHappened() throws IOException {
        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(name(alert)).startsWith("Hallmark");
            assertThat(severity(alert)).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
            assertThat(alert.at("/annotations/description").asText())
                    .endsWith(".")
                    .contains("{{ $labels.namespace }}");
        });
    }

    @Test
    void everyAlertHasAPageAndEveryPageAnAlert() throws IOException {
        try (var pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            names().stream().map(AlertsTest::page).toList());
        }
    }

    @Test
    void everyPageIsInTheIndexAndNamesItsAlert() throws IOException {
        var index = Files.readString(DOCS.resolve("operating.md"));

        for (var name : names()) {
            assertThat(index).contains("(runbooks/" + page(name) + ")");
            assertThat(Files.readString(RUNBOOKS.resolve(page(name)))).startsWith("# " + name + "\n");
        }
    }

    @Test
    void theRuleHoldsTheAlertsAndTheirPages() throws IOException {
        var rules = rules("{enabled: true, runbookBaseUrl: \"https://docs.example.com/runbooks/\"}");

        assertThat(rules)
                .map(AlertsTest::name)
                .containsExactlyElementsOf(
                        alerts().stream().map(AlertsTest::name).toList());
        assertThat(rules).allSatisfy(rule -> assertThat(
                        rule.at("/annotations/runbook_url").asText())
                .isEqualTo("https://docs.example.com/runbooks/" + page(name(rule))));
    }

    /** Those of another namespace are another release's, which has alerts of its own. */
    @Test
    void withoutABaseAlertsAreAsTheFileSaysOfTheNamespaceOfTheRelease() throws IOException {
        var rules = rules("{enabled: true}");

        assertThat(rules).allSatisfy(rule -> assertThat(
                        SERIES.matcher(rule.path("expr").asText()).results())
                .isNotEmpty()
                .allMatch(series -> series.group(1).startsWith("{namespace=\"hallmark\"")));
        for (var rule : rules) {
            ((ObjectNode) rule)
                    .put(
                            "expr",
                            rule.path("expr")
                                    .asText()
                                    .replace("{namespace=\"hallmark\"}", "")
                                    .replace("{namespace=\"hallmark\", ", "{"));
        }
        assertThat(rules).isEqualTo(alerts());
    }

    @Test
    void prometheusAcceptsTheRule() throws Exception {
        var rule = Charts.render(Charts.twentyLines(), "prometheusRule: {enabled: true}")
                .kind("PrometheusRule")
                .getFirst();
        var file = Path.of("target", "rule.yaml");
        Manifests.YAML.writeValue(file.toFile(), rule.path("spec"));

        promtool("check", "rules", file.toString());
    }

    @Test
    void everyDashboardIsJsonOfItsOwn() throws IOException {
        var maps = Charts.render(Charts.twentyLines(), "dashboards: {enabled: true, labels: {mine: \"yes\"}}")
                .kind("ConfigMap")
                .stream()
                .filter(map -> Manifests.name(map).contains("-dashboard-"))
                .toList();

        assertThat(maps).hasSize(3).allSatisfy(map -> {
            assertThat(map.at("/metadata/labels/mine").asText()).isEqualTo("yes");
            var file = map.path("data").properties().iterator().next();
            assertThat(file.getKey())
                    .isEqualTo(dashboard(file.getValue()).path("uid").asText() + ".json");
        });
    }

    private static JsonNode dashboard(JsonNode text) throws IOException {
        return ValuesFile.JSON.readTree(text.asText());
    }

    private static List<JsonNode> rules(String values) {
        return Charts.render(Charts.twentyLines(), "prometheusRule: " + values).kind("PrometheusRule").stream()
                .flatMap(rule -> groups(rule.path("spec")))
                .toList();
    }

    private static List<JsonNode> alerts() throws IOException {
        return groups(Manifests.YAML.readTree(ALERTS.toFile())).toList();
    }

    private static Stream<JsonNode> groups(JsonNode file) {
        return Manifests.stream(file.path("groups")).flatMap(group -> Manifests.stream(group.path("rules")));
    }

    /** An alert of two severities counts once. */
    private static Set<String> names() throws IOException {
        var names = new TreeSet<String>();
        alerts().forEach(alert -> names.add(name(alert)));
        return names;
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static String alertName(JsonNode test) {
        return test.path("alertname").asText();
    }

    private static String severity(JsonNode alert) {
        return alert.at("/labels/severity").asText();
    }

    /** HallmarkOutboxLag is explained in outbox-lag.md. */
    private static String page(String name) {
        return name.substring("Hallmark".length())
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT)
                + ".md";
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("promtool is missing; it is in Debian's package prometheus", e);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
