package dev.hallmark.endtoend.system;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Events that consumers could not process. */
public final class DeadLetters {

    private static final String TOPICS = "hallmark.dead-letters.";

    private DeadLetters() {}

    /** How many there are of each consumer that has some. */
    public static Map<String, Long> of(Sandbox sandbox) {
        var settings = Map.<String, Object>of("bootstrap.servers", sandbox.kafka());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith(TOPICS))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .collect(Collectors.groupingBy(
                            end -> end.getKey().topic(), Collectors.summingLong(Map.Entry::getValue)));
        }
    }
}
