package dev.hallmark.events;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.trace.TraceParent;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An event as headers and a value: a CloudEvent in binary mode (CloudEvents Kafka protocol binding §3.2). The code for
 * Kafka is in the module {@code kafka}.
 */
public final class EventRecord {

    /** CloudEvents, distributed tracing extension. Tools that know no CloudEvents look for the header of the W3C. */
    private static final String TRACE = "ce_traceparent";

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
        event.trace().map(TraceParent::toString).ifPresent(trace -> {
            headers.put(TRACE, trace);
            headers.put(TraceParent.HEADER, trace);
        });
        return headers;
    }

    /** The value of an event's record, in JSON. */
    public static String value(Event event) {
        return EventJson.write(event.data());
    }

    /**
     * Reads a record if its event is of this form; of any other only the type is read.
     *
     * @param headers the value of a header by its name, or null where there is none
     * @return empty for another form, and for a type that this version does not know
     * @throws IllegalArgumentException when it is not an event of ours
     */
    public static Optional<Event> read(UnaryOperator<String> headers, byte[] value, Class<? extends EventData> form) {
        return EventType.named(header(headers, "ce_type"))
                .filter(type -> form.isAssignableFrom(type.form()))
                .map(type -> read(headers, value, type));
    }

    /**
     * Reads the headers of a record, of a type that this version does not know too.
     *
     * @param headers the value of a header by its name, or null where there is none
     * @throws IllegalArgumentException when it is not an event of ours
     */
    public static EventEnvelope envelope(UnaryOperator<String> headers) {
        var source = SOURCE.matcher(header(headers, "ce_source"));
        if (!source.matches()) {
            throw new IllegalArgumentException("ce_source is not /tenants/<tenant>/services/<service>");
        }
        var type = header(headers, "ce_type");
        try {
            return new EventEnvelope(
                    UUID.fromString(header(headers, "ce_id")),
                    type,
                    TenantId.of(source.group(1)),
                    source.group(2),
                    header(headers, "ce_actor"),
                    header(headers, "ce_subject"),
                    Instant.parse(header(headers, "ce_time")));
        } catch (RuntimeException e) {
            throw unreadable(type, e);
        }
    }

    private static Event read(UnaryOperator<String> headers, byte[] value, EventType type) {
        var envelope = envelope(headers);
        try {
            return new Event(
                    envelope.id(),
                    type,
                    envelope.tenant(),
                    envelope.service(),
                    envelope.actor(),
                    envelope.key(),
                    envelope.time(),
                    EventJson.read(value, type.form()),
                    Optional.ofNullable(headers.apply(TRACE)).flatMap(TraceParent::parse));
        } catch (IOException | RuntimeException e) {
            throw unreadable(type.typeName(), e);
        }
    }

    private static IllegalArgumentException unreadable(String type, Exception cause) {
        return new IllegalArgumentException("the event of type " + type + " cannot be read", cause);
    }

    private static String header(UnaryOperator<String> headers, String name) {
        var header = headers.apply(name);
        if (header == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return header;
    }
}
