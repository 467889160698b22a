package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Sandbox;
import dev.hallmark.endtoend.system.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What alerts and dashboards look at is what the services export. */
class MetricsIT {

    private static final Path FILES = Sandbox.PROJECT.resolve("helm/hallmark/files");

    /** Some are measured each minute, and the first time before there is anything to be measured. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless");
    private static final Pattern URI_MATCHER = Pattern.compile("uri=~\"([^\"]+)\"");
    private static final Pattern SERIES = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");
    private static final Pattern URI_LABEL = Pattern.compile("uri=\"([^\"]*)\"");

    private final Sandbox sandbox = Sandbox.running();

    @Test
    void everyMetricOfAnAlertIsExported() throws IOException {
        var named = names(alerts());

        assertThat(named).contains("hallmark_outbox_age_seconds", "hallmark_crl_remaining_seconds");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    @Test
    void everyMetricOfADashboardIsExported() throws Exception {
        // Given: requests are measured from the first on
        assertThat(Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate())).isNotNull();
        var named = names(dashboards());

        assertThat(named).contains("hallmark_certificates", "http_server_requests_seconds_count");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(exported()).containsAll(named));
    }

    /** A path that was renamed would leave an empty graph. */
    @Test
    void everyPathOfADashboardIsServed() throws Exception {
        assertThat(Fleet.of(sandbox).welcomeAndOnboard(DeviceKeys.generate())).isNotNull();
        var matchers = dashboards().stream()
                .flatMap(expression -> URI_MATCHER.matcher(expression).results())
                .flatMap(found -> Stream.of(found.group(1).split("\\|", -1)))
                .filter(matcher -> !matcher.contains("/pki/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(matchers).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(matchers)
                .allSatisfy(matcher -> assertThat(paths()).anyMatch(path -> path.matches(matcher))));
    }

    private static List<String> alerts() throws IOException {
        return new YAMLMapper().readTree(FILES.resolve("alerts.yaml").toFile()).findValuesAsText("expr");
    }

    private static List<String> dashboards() throws IOException {
        try (var files = Files.list(FILES.resolve("dashboards"))) {
            return files.map(MetricsIT::json)
                    .flatMap(dashboard -> dashboard.findValuesAsText("expr").stream())
                    .toList();
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of expressions: what is neither a text, a label, a range nor a function. */
    private static Set<String> names(List<String> expressions) {
        return expressions.stream()
                .map(expression -> expression
                        .replaceAll("\"[^\"]*\"", "")
                        .replaceAll("\\{[^}]*}|\\[[^]]*]", "")
                        .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", ""))
                .flatMap(expression -> NAME.matcher(expression).results())
                .map(found -> found.group())
                .filter(name -> !OPERATORS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> exported() {
        return found(SERIES);
    }

    private Set<String> paths() {
        return found(URI_LABEL);
    }

    private Set<String> found(Pattern pattern) {
        return Service.all().stream()
                .flatMap(service -> sandbox.replicas(service.name()).stream())
                .map(sandbox::metrics)
                .flatMap(text -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
