package dev.hallmark.events;

import dev.hallmark.commons.identity.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** An event as a Kafka record: a CloudEvent in binary mode (CloudEvents Kafka protocol binding §3.2). */
public final class EventRecord {

    private static final Pattern SOURCE = Pattern.compile("/tenants/([^/]+)/services/([^/]+)");

    private EventRecord() {}

    /** The headers of an event's record. */
    public static Map<String, String> headers(Event event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id().toString());
        headers.put("ce_type", event.type().typeName());
        headers.put("ce_source", "/tenants/%s/services/%s".formatted(event.tenant(), event.service()));
        headers.put("ce_subject", event.key());
        headers.put("ce_time", event.time().toString());
        headers.put("ce_actor", event.actor());
        headers.put("content-type", "application/json");
        return headers;
    }

    /** The value of an event's record, in JSON. */
    public static String value(Event event) {
        return EventJson.write(event.data());
    }

    /**
     * Reads a record.
     *
     * @return empty for a type that this version does not know
     * @throws IllegalArgumentException when it is no event of ours
     */
    public static Optional<Event> read(ConsumerRecord<String, byte[]> from) {
        return read(from, EventData.class);
    }

    /**
     * Reads a record if its event is of this form; of any other no more than the type is read.
     *
     * @return empty for another form, and for a type that this version does not know
     * @throws IllegalArgumentException when it is no event of ours
     */
    public static Optional<Event> read(ConsumerRecord<String, byte[]> from, Class<? extends EventData> form) {
        return EventType.named(header(from.headers(), "ce_type"))
                .filter(type -> form.isAssignableFrom(type.form()))
                .map(type -> read(from, type));
    }

    private static Event read(ConsumerRecord<String, byte[]> from, EventType type) {
        var source = SOURCE.matcher(header(from.headers(), "ce_source"));
        if (!source.matches()) {
            throw new IllegalArgumentException("ce_source is not /tenants/<tenant>/services/<service>");
        }
        try {
            return new Event(
                    UUID.fromString(header(from.headers(), "ce_id")),
                    type,
                    TenantId.of(source.group(1)),
                    source.group(2),
                    header(from.headers(), "ce_actor"),
                    header(from.headers(), "ce_subject"),
                    Instant.parse(header(from.headers(), "ce_time")),
                    EventJson.read(from.value(), type.form()));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("an event of type " + type.typeName() + " that cannot be read", e);
        }
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
