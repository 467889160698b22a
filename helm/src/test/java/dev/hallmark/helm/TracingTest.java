package dev.hallmark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Traces go where the values say, and nowhere else. */
class TracingTest {

    private static final String COLLECTOR =
            """
            global:
              tracing: {endpoint: "http://otel-collector.monitoring:4317", ratio: 0.01}
            """;

    @Test
    void everyServiceSendsItsSpansToTheCollectorAndMayReachIt() {
        var manifests = Charts.render(Charts.twentyLines(), COLLECTOR);

        assertThat(Charts.services()).allSatisfy(chart -> {
            assertThat(manifests.properties(chart))
                    .containsEntry("quarkus.otel.sdk.disabled", "false")
                    .containsEntry("quarkus.otel.exporter.otlp.endpoint", "http://otel-collector.monitoring:4317")
                    .containsEntry("quarkus.otel.exporter.otlp.protocol", "grpc")
                    .containsEntry("quarkus.otel.traces.sampler.arg", "0.01");
            assertThat(reachesACollector(manifests, chart)).isTrue();
        });
    }

    @Test
    void withoutACollectorNothingIsRecorded() {
        var manifests = Charts.render(Charts.twentyLines());

        assertThat(Charts.services()).allSatisfy(chart -> {
            assertThat(manifests.properties(chart).stringPropertyNames())
                    .noneMatch(name -> name.startsWith("quarkus.otel."));
            assertThat(reachesACollector(manifests, chart)).isFalse();
        });
    }

    @Test
    void logsAreObjectsUnlessTextIsWanted() {
        var text = Charts.render(Charts.twentyLines(), "global: {logs: {format: text}}");

        assertThat(Charts.services()).allSatisfy(chart -> {
            assertThat(text.properties(chart)).containsEntry("quarkus.log.console.json.enabled", "false");
            assertThat(Charts.render(Charts.twentyLines()).properties(chart))
                    .doesNotContainKey("quarkus.log.console.json.enabled");
        });
    }

    private static boolean reachesACollector(Manifests manifests, String chart) {
        return Manifests.stream(
                        manifests.one("NetworkPolicy", "hallmark-" + chart).at("/spec/egress"))
                .flatMap(rule -> Manifests.stream(rule.at("/ports")))
                .anyMatch(one -> one.at("/port").asInt() == 4317);
    }
}
