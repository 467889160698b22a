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
 * The commit strategy {@value #NAME}: tells Kafka how far a consumer has come until Kafka has heard it. The connector's
 * own strategies say it once, and a group whose last commit was lost lags for as long as nothing new comes.
 *
 * <p>One commit is under way at a time, and what is acknowledged meanwhile goes with the next, so a consumer of many
 * small batches costs Kafka few of them. What is not committed when a process dies is delivered again.
 */
final class OffsetCommits implements KafkaCommitHandler {

    static final String NAME = "until-heard";

    private static final Logger LOG = Logger.getLogger(OffsetCommits.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final KafkaConsumer<?, ?> consumer;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, OffsetAndMetadata> unheard = new HashMap<>();
    private boolean underWay;

    private OffsetCommits(Vertx vertx, KafkaConsumer<?, ?> consumer) {
        this.vertx = vertx;
        this.consumer = consumer;
    }

    @Override
    public synchronized void partitionsAssigned(Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
    }

    /** Whoever has them next may be further than we were, so nothing more is said about them. */
    @Override
    public synchronized void partitionsRevoked(Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        unheard.keySet().removeAll(partitions);
    }

    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> latestOfBatch) {
        var partition = new TopicPartition(latestOfBatch.getTopic(), latestOfBatch.getPartition());
        acknowledged(partition, new OffsetAndMetadata(latestOfBatch.getOffset() + 1));
        return Uni.createFrom().voidItem().runSubscriptionOn(latestOfBatch::runOnMessageContext);
    }

    @Override
    public void terminate(boolean graceful) {
        var last = takeLast();
        if (!last.isEmpty()) {
            consumer.commit(last).await().atMost(LAST_PATIENCE);
        }
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> takeLast() {
        underWay = true; // no other from here on
        return Map.copyOf(unheard);
    }

    private synchronized void acknowledged(TopicPartition partition, OffsetAndMetadata next) {
        if (assigned.contains(partition)) {
            unheard.put(partition, next);
            commit();
        }
    }

    private synchronized void commit() {
        if (underWay || unheard.isEmpty()) {
            return;
        }
        underWay = true;
        var told = Map.copyOf(unheard);
        consumer.commitAsync(told).subscribe().with(done -> heard(told), this::failed);
    }

    private synchronized void heard(Map<TopicPartition, OffsetAndMetadata> told) {
        unheard.entrySet().removeAll(told.entrySet());
        resumeAfter(PAUSE);
    }

    private synchronized void failed(Throwable failure) {
        LOG.debugf(failure, "offsets not committed: %s", unheard);
        resumeAfter(PAUSE_AFTER_FAILURE);
    }

    private void resumeAfter(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> resume());
    }

    private synchronized void resume() {
        underWay = false;
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
