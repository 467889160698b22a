package dev.hallmark.messaging.outbox;

import dev.hallmark.events.Event;
import dev.hallmark.events.EventRecord;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * A Kafka record as the outbox keeps it.
 *
 * @param headers a JSON object of strings
 * @param data the record's value
 */
public record OutboxRow(String topic, String key, String headers, String data) {

    public static OutboxRow of(Event event) {
        return of(event.type().topic().name(), event.key(), EventRecord.headers(event), EventRecord.value(event));
    }

    /** A record that is not an event of ours, such as a dead letter. */
    public static OutboxRow of(String topic, String key, Map<String, String> headers, String data) {
        var object = new JsonObject();
        headers.forEach(object::put);
        return new OutboxRow(topic, key, object.encode(), data);
    }
}
