package dev.hallmark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a cluster's Kafka is set up from, for Strimzi's topic operator: written from the one list of topics. */
class TopicsFileTest {

    private static final Path GENERATED = Path.of("target", "topics.yaml");
    private static final Path FILE = Path.of("../deploy/kafka/topics.yaml");

    private static final String HEAD =
            """
            # Generated from the list of topics (events, Topics); a test in the module events keeps it up to date.
            # For Strimzi's topic operator: name your Kafka cluster in strimzi.io/cluster, or create the topics by other means
            # with the same partitions and settings. Services are not ready while one of theirs is missing.
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
                .formatted(
                        topic.name(),
                        topic.partitions(),
                        settings.entrySet().stream()
                                .map(one -> "    %s: \"%s\"\n".formatted(one.getKey(), one.getValue()))
                                .collect(Collectors.joining()));
    }
}
