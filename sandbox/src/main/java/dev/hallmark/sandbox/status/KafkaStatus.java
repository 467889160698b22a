package dev.hallmark.sandbox.status;

import dev.hallmark.sandbox.status.Status.ConsumerGroup;
import dev.hallmark.sandbox.status.Status.Problem;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;

/** How far consumers are behind. */
record KafkaStatus(List<ConsumerGroup> groups, List<Problem> problems) {

    static KafkaStatus read(String servers) throws InterruptedException {
        try (var consumers = new Consumers(servers)) {
            return new KafkaStatus(consumers.groups(), List.of());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return new KafkaStatus(List.of(), List.of(new Problem("kafka", "does not answer")));
        }
    }
}
