package dev.hallmark.sandbox.status;

import dev.hallmark.sandbox.deadletter.DeadLetters;
import dev.hallmark.sandbox.status.Status.ConsumerGroup;
import dev.hallmark.sandbox.status.Status.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** How far consumers are behind, and their dead letters. */
record KafkaStatus(List<ConsumerGroup> groups, Map<String, Long> deadLetters, List<Problem> problems) {

    /** A Kafka that does not answer the first request is not sent the second. */
    static KafkaStatus read(String servers) throws InterruptedException {
        try (var consumers = new Consumers(servers);
                var box = DeadLetters.at(Map.of("bootstrap.servers", servers))) {
            return of(consumers.groups(), box);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new KafkaStatus(List.of(), Map.of(), List.of(new Problem("kafka", "does not answer")));
        }
    }

    private static KafkaStatus of(List<ConsumerGroup> groups, DeadLetters box) {
        var open = box.open().stream()
                .collect(Collectors.groupingBy(
                        deadLetter -> deadLetter.id().consumer(), TreeMap::new, Collectors.counting()));
        var problems = open.entrySet().stream()
                .map(entry -> problem(entry.getKey(), entry.getValue()))
                .toList();
        return new KafkaStatus(groups, open, problems);
    }

    private static Problem problem(String consumer, long deadLetters) {
        var what = deadLetters == 1 ? "1 dead letter" : deadLetters + " dead letters";
        return new Problem(consumer, what + "; see ./hallmark dead-letters");
    }
}
