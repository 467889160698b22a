package dev.hallmark.sandbox.status;

import dev.hallmark.sandbox.status.Status.ConsumerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far each group of consumers is behind what Kafka holds for it. */
final class Consumers implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Admin admin;

    Consumers(String servers) {
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", servers,
                "default.api.timeout.ms", PATIENCE_MILLIS,
                "request.timeout.ms", PATIENCE_MILLIS));
    }

    List<ConsumerGroup> groups() throws ExecutionException, InterruptedException, TimeoutException {
        var groups = new ArrayList<ConsumerGroup>();
        for (var name : names()) {
            var committed = answer(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata());
            if (!committed.isEmpty()) {
                groups.add(new ConsumerGroup(name, members(name), lag(committed)));
            }
        }
        return groups;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private List<String> names() throws ExecutionException, InterruptedException, TimeoutException {
        return answer(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    private int members(String group) throws ExecutionException, InterruptedException, TimeoutException {
        return answer(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .size();
    }

    private long lag(Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException, TimeoutException {
        var asked = committed.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        var ends = answer(admin.listOffsets(asked).all());
        return committed.entrySet().stream()
                .mapToLong(one -> Math.max(
                        0, ends.get(one.getKey()).offset() - one.getValue().offset()))
                .sum();
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
