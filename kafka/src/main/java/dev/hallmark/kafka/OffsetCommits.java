package dev.hallmark.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * The commit strategy {@value #NAME}: repeats a commit until Kafka has acknowledged it. The connector's own strategies
 * send it once, and a group whose last commit was lost lags until the next event arrives.
 *
 * <p>One commit is in flight at a time, and offsets that become ready meanwhile go with the next, so a consumer of many
 * small batches costs Kafka few commits. What is not committed when a process dies is delivered again.
 */
final class OffsetCommits implements KafkaCommitHandler {

    static final String NAME = "until-acknowledged";

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final KafkaConsumer<?, ?> consumer;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
    private boolean inFlight;

    private OffsetCommits(Vertx vertx, KafkaConsumer<?, ?> consumer) {
        this.vertx = vertx;
        this.consumer = consumer;
    }

    @Override
    public synchronized void partitionsAssigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    /** Their next consumer may be further than we were, so they are not committed here any more. */
    @Override
    public synchronized void partitionsRevoked(Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        pending.keySet().removeAll(partitions);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> latestOfBatch) {
        var partition = new TopicPartition(latestOfBatch.getTopic(), latestOfBatch.getPartition());
        commitUpTo(partition, new OffsetAndMetadata(latestOfBatch.getOffset() + 1));
        return Uni.createFrom().voidItem().runSubscriptionOn(latestOfBatch::runOnMessageContext);
    }

    @Override
    public void terminate(boolean graceful) {
        var last = beginLastCommit();
        if (!last.isEmpty()) {
            consumer.commit(last).await().atMost(LAST_PATIENCE);
        }
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> beginLastCommit() {
        inFlight = true; // no other from here on
        return Map.copyOf(pending);
    }

    private synchronized void commitUpTo(TopicPartition partition, OffsetAndMetadata next) {
        if (assigned.contains(partition)) {
            pending.put(partition, next);
            commit();
        }
    }

    private synchronized void commit() {
        if (inFlight || pending.isEmpty()) {
            return;
        }
        inFlight = true;
        var sent = Map.copyOf(pending);
        consumer.commitAsync(sent).subscribe().with(done -> committed(sent), this::failed);
    }

    private synchronized void committed(Map<TopicPartition, OffsetAndMetadata> sent) {
        pending.entrySet().removeAll(sent.entrySet());
        resumeAfter(PAUSE);
    }

    private synchronized void failed(Throwable failure) {
        LOG.debugf(failure, "offsets not committed yet: %s", pending);
        resumeAfter(PAUSE_AFTER_FAILURE);
    }

    private void resumeAfter(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> resume());
    }

    private synchronized void resume() {
        inFlight = false;
        commit();
    }

    @ApplicationScoped
    @Identifier(NAME)
    static class Factory implements KafkaCommitHandler.Factory {

        @Override
        public KafkaCommitHandler create(
                KafkaConnectorIncomingConfiguration configuration,
                Vertx vertx,
                KafkaConsumer<?, ?> consumer,
                BiConsumer<Throwable, Boolean> reportFailure) {
            return new OffsetCommits(vertx, consumer);
        }
    }
}
