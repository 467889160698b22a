package dev.hallmark.sandbox.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event that a consumer could not process, as it is kept on the consumer's dead-letter topic.
 *
 * @param time when it was put aside
 * @param headers those of the record, and {@code hallmark_...}: why and from where it came here
 */
public record DeadLetter(Id id, Instant time, Map<String, String> headers, String text) {
    private static final String OURS = "hallmark_";

    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** Where it is kept, written {@code <consumer>/<partition>/<offset>}. */
    public record Id(String consumer, int partition, long offset) {
        @Override
        public String toString() {
            return consumer + "/" + partition + "/" + offset;
        }
    }

    static DeadLetter of(String consumer, ConsumerRecord<String, byte[]> deadLetter) {
        var headers = new LinkedHashMap<String, String>();
        StreamSupport.stream(deadLetter.headers().spliterator(), false)
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new DeadLetter(
                new Id(consumer, deadLetter.partition(), deadLetter.offset()),
                Instant.ofEpochMilli(deadLetter.timestamp()),
                headers,
                deadLetter.value() == null ? "" : new String(deadLetter.value(), StandardCharsets.UTF_8));
    }

    public String cause() {
        return header(OURS + "cause");
    }

    public String type() {
        return header("ce_type");
    }

    /** What the event is about: the key of its record. */
    public String subject() {
        return header("ce_subject");
    }

    public String topic() {
        return header(OURS + "topic");
    }

    /** Where the consumer met it. */
    public String origin() {
        return "%s/%s/%s".formatted(topic(), header(OURS + "partition"), header(OURS + "offset"));
    }

    /** The value as it was before it became a dead letter. */
    public byte[] value() {
        return "base64".equals(headers.get(OURS + "encoding"))
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The record's own headers. */
    public Map<String, String> originalHeaders() {
        var own = new LinkedHashMap<>(headers);
        own.keySet().removeIf(name -> name.startsWith(OURS));
        return own;
    }

    private String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
