package dev.hallmark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a cluster's Kafka is set up from, by Strimzi's topic operator or by the charts: written from the one list of topics. */
class TopicsFileTest {

    private static final Path GENERATED = Path.of("target", "topics.yaml");
    private static final Path FILE = Path.of("../deploy/kafka/topics.yaml");
    private static final Path GENERATED_FOR_CHARTS = Path.of("target", "helm", "topics.yaml");
    private static final Path FILE_OF_CHARTS = Path.of("../helm/hallmark/files/topics.yaml");

    private static final String HEAD =
            """
            # Generated from the list of topics (events, Topics); a test in the module events keeps it up to date.
            # For Strimzi's topic operator: name your Kafka cluster in strimzi.io/cluster, or create the topics by other means
            # with the same partitions and settings. Services are not ready while one of theirs is missing.
            """;

    private static final String HEAD_FOR_CHARTS =
            """
            # Generated from the list of topics (events, Topics); a test in the module events keeps it up to date.
            # The owners publish to a topic: the rights of users come from here, too.
            """;

    @Test
    void theFileForClustersIsUpToDate() throws IOException {
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(
                GENERATED,
                HEAD + Topics.all().stream().map(TopicsFileTest::resource).collect(Collectors.joining()));

        assertThat(FILE)
                .as("cp events/%s deploy/kafka/", GENERATED)
                .usingCharset("UTF-8")
                .hasContent(Files.readString(GENERATED));
    }

    @Test
    void theFileOfTheChartsIsUpToDate() throws IOException {
        Files.createDirectories(GENERATED_FOR_CHARTS.getParent());
        Files.writeString(
                GENERATED_FOR_CHARTS,
                HEAD_FOR_CHARTS
                        + Topics.all().stream().map(TopicsFileTest::entry).collect(Collectors.joining()));

        assertThat(FILE_OF_CHARTS)
                .as("cp events/%s helm/hallmark/files/", GENERATED_FOR_CHARTS)
                .usingCharset("UTF-8")
                .hasContent(Files.readString(GENERATED_FOR_CHARTS));
    }

    @Test
    void noTopicIsListedTwice() {
        assertThat(Topics.all()).map(Topic::name).doesNotHaveDuplicates();
    }

    private static String resource(Topic topic) {
        var settings = new TreeMap<>(topic.settings());
        settings.put("min.insync.replicas", "2");
        return """
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata:
                  name: %s
                  labels:
                    strimzi.io/cluster: hallmark
                    app.kubernetes.io/part-of: hallmark
                spec:
                  partitions: %d
                  replicas: 3
                  config:
                %s"""
                .formatted(topic.name(), topic.partitions(), lines(settings));
    }

    private static String entry(Topic topic) {
        return """
                - name: %s
                  partitions: %d
                  owners: [%s]
                  config:
                %s"""
                .formatted(
                        topic.name(),
                        topic.partitions(),
                        String.join(", ", topic.owners()),
                        lines(new TreeMap<>(topic.settings())));
    }

    private static String lines(SortedMap<String, String> settings) {
        return settings.entrySet().stream()
                .map(one -> "    %s: \"%s\"\n".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining());
    }
}
