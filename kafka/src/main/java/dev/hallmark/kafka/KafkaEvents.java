package dev.hallmark.kafka;

import dev.hallmark.events.Event;
import dev.hallmark.events.EventData;
import dev.hallmark.events.EventEnvelope;
import dev.hallmark.events.EventRecord;
import dev.hallmark.events.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as Kafka records. */
public final class KafkaEvents {

    private KafkaEvents() {}

    /** The record of an event, for the topic of its type. */
    public static ProducerRecord<String, byte[]> record(Event event) {
        var value = EventRecord.value(event).getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(event.type().topic().name(), event.key(), value);
        EventRecord.headers(event)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /**
     * Reads a record.
     *
     * @return empty for a type that this version does not know
     * @throws IllegalArgumentException when it is not an event of ours
     */
    public static Optional<Event> read(ConsumerRecord<String, byte[]> record) {
        return read(record, EventData.class);
    }

    /**
     * Reads a record if its event is of this form; of any other only the type is read.
     *
     * @return empty for another form, and for a type that this version does not know
     * @throws IllegalArgumentException when it is not an event of ours
     */
    public static Optional<Event> read(ConsumerRecord<String, byte[]> record, Class<? extends EventData> form) {
        return EventRecord.read(name -> header(record, name), record.value(), form);
    }

    /**
     * Reads the headers of a record, of a type that this version does not know too.
     *
     * @throws IllegalArgumentException when it is not an event of ours
     */
    public static EventEnvelope envelope(ConsumerRecord<String, byte[]> record) {
        return EventRecord.envelope(name -> header(record, name));
    }

    /** Whether the record's event is of a type that this version knows. */
    public static boolean isKnown(ConsumerRecord<String, byte[]> record) {
        var type = header(record, "ce_type");
        return type != null && EventType.named(type).isPresent();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
