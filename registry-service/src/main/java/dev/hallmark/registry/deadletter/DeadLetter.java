package dev.hallmark.registry.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.messaging.deadletter.DeadLetterHeaders;
import dev.hallmark.messaging.deadletter.DeadLetterId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event that a consumer could not process.
 *
 * @param id where it is kept
 * @param consumer that could not process it
 * @param time when it was put aside
 * @param type of the event, such as {@code dev.hallmark.policy.published.v1}
 * @param subject what the event is about
 * @param origin where the consumer met it: {@code <topic>/<partition>/<offset>}
 * @param cause why it could not be processed
 * @param settled {@code replayed} or {@code discarded}; absent while it is open
 * @param headers of the event; absent in a list
 * @param value of the event; absent in a list, and where it is not text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        String id,
        String consumer,
        Instant time,
        String type,
        String subject,
        String origin,
        String cause,
        String settled,
        Map<String, String> headers,
        String value) {

    static DeadLetter open(DeadLetterId id, ConsumerRecord<String, byte[]> kept) {
        var all = headers(kept);
        return new DeadLetter(
                id.toString(),
                id.consumer(),
                Instant.ofEpochMilli(kept.timestamp()),
                all.getOrDefault("ce_type", ""),
                all.getOrDefault("ce_subject", ""),
                "%s/%s/%s"
                        .formatted(
                                all.get(DeadLetterHeaders.TOPIC),
                                all.get(DeadLetterHeaders.PARTITION),
                                all.get(DeadLetterHeaders.OFFSET)),
                all.getOrDefault(DeadLetterHeaders.CAUSE, ""),
                null,
                own(all),
                all.containsKey(DeadLetterHeaders.ENCODING) || kept.value() == null
                        ? null
                        : new String(kept.value(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> kept) {
        var headers = new TreeMap<String, String>();
        StreamSupport.stream(kept.headers().spliterator(), false)
                .filter(header -> header.value() != null)
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /** Those that the record had before it became a dead letter. */
    private static Map<String, String> own(Map<String, String> all) {
        var own = new TreeMap<>(all);
        own.keySet().removeIf(name -> name.startsWith(DeadLetterHeaders.PREFIX));
        return own;
    }

    /** As in a list. */
    DeadLetter summary() {
        return new DeadLetter(id, consumer, time, type, subject, origin, cause, settled, null, null);
    }

    DeadLetter settled(String how) {
        return new DeadLetter(id, consumer, time, type, subject, origin, cause, how, headers, value);
    }

    /** The topic that it was received from. */
    String topic() {
        return origin.substring(0, origin.indexOf('/'));
    }
}
