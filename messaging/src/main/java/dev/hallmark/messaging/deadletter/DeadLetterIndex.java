package dev.hallmark.messaging.deadletter;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Topics;
import dev.hallmark.kafka.KafkaEvents;
import dev.hallmark.kafka.WholeTopics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which dead letters there are, of all consumers: their ids, their tenants and whether they are open, copied from Kafka into
 * memory. What they say is read when somebody asks.
 */
public final class DeadLetterIndex implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeadLetterIndex.class);

    private static final Map<String, String> CONSUMERS = Topics.consumers().stream()
            .collect(Collectors.toUnmodifiableMap(
                    consumer -> Topics.deadLettersOf(consumer).name(), Function.identity()));

    private final Optional<TenantId> platform;

    private final ConcurrentSkipListMap<DeadLetterId, Entry> known = new ConcurrentSkipListMap<>();
    private final Map<TopicPartition, Long> read = new ConcurrentHashMap<>();
    private final WholeTopics topics;

    /**
     * What is known of one.
     *
     * @param tenant empty where nobody may see it
     * @param settled what was done about it; empty while it is open
     */
    public record Entry(Optional<TenantId> tenant, Optional<String> settled) {

        public boolean isOpen() {
            return settled.isEmpty();
        }

        public boolean isOf(TenantId caller) {
            return tenant.equals(Optional.of(caller));
        }
    }

    /** @param platform whose are those that name no tenant; empty where nobody sees them */
    public DeadLetterIndex(Map<String, Object> kafka, Optional<TenantId> platform) {
        this.platform = platform;
        this.topics = new WholeTopics(
                kafka, Topics.consumers().stream().map(Topics::deadLettersOf).toList(), this::received);
    }

    public void start() {
        topics.start();
    }

    @Override
    public void close() {
        topics.close();
    }

    /**
     * The open ones of a tenant that follow an id, in order.
     *
     * @throws org.apache.kafka.common.errors.RetriableException while not all have been read
     */
    public List<DeadLetterId> after(TenantId tenant, Optional<String> consumer, Optional<DeadLetterId> last, int most) {
        topics.requireRead();
        var following = last.map(id -> known.tailMap(id, false)).orElse(known);
        return following.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen() && entry.getValue().isOf(tenant))
                .map(Map.Entry::getKey)
                .filter(id -> consumer.isEmpty() || consumer.get().equals(id.consumer()))
                .limit(most)
                .toList();
    }

    /** What is known of one of a tenant's. */
    public Optional<Entry> find(TenantId tenant, DeadLetterId id) {
        topics.requireRead();
        return Optional.ofNullable(known.get(id)).filter(entry -> entry.isOf(tenant));
    }

    public void settle(DeadLetterId id, String how) {
        known.computeIfPresent(id, (known, entry) -> new Entry(entry.tenant(), Optional.of(how)));
    }

    /** It is on its topic no longer. */
    public void remove(DeadLetterId id) {
        known.remove(id);
    }

    /** How many are open, of the consumers that have some. */
    public Map<String, Long> open() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().isOpen())
                .collect(
                        Collectors.groupingBy(entry -> entry.getKey().consumer(), TreeMap::new, Collectors.counting()));
    }

    /** A topic is read again after a failure; what is known stays as it is. */
    private void received(ConsumerRecord<String, byte[]> one) {
        var partition = new TopicPartition(one.topic(), one.partition());
        if (one.offset() <= read.getOrDefault(partition, -1L)) {
            return;
        }
        var settled = one.headers().lastHeader(DeadLetterHeaders.SETTLED);
        if (settled == null) {
            var id = new DeadLetterId(CONSUMERS.get(one.topic()), one.partition(), one.offset());
            known.put(id, new Entry(tenant(one), Optional.empty()));
        } else {
            settled(String.valueOf(one.key()), new String(settled.value(), StandardCharsets.UTF_8));
        }
        read.put(partition, one.offset());
    }

    /** A key that is no id closes nothing. */
    private void settled(String key, String how) {
        try {
            settle(DeadLetterId.parse(key), how);
        } catch (IllegalArgumentException e) {
            LOG.warnf("a dead letter that is no dead letter was settled: %s", e.getMessage());
        }
    }

    private Optional<TenantId> tenant(ConsumerRecord<String, byte[]> one) {
        try {
            return Optional.of(KafkaEvents.envelope(one).tenant());
        } catch (IllegalArgumentException e) {
            return platform;
        }
    }
}
