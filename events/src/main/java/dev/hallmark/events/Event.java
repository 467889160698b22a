package dev.hallmark.events;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.commons.trace.TraceParent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened: a CloudEvent 1.0 whose data is one of ours.
 *
 * @param id unique, and in the order of time (UUIDv7)
 * @param service the service that it happened in
 * @param actor who caused it: the subject of an operator's token, or the name of a service
 * @param key the record key
 * @param time to the microsecond
 * @param trace what it is part of; empty when that is not recorded
 */
public record Event(
        UUID id,
        EventType type,
        TenantId tenant,
        String service,
        String actor,
        String key,
        Instant time,
        EventData data,
        Optional<TraceParent> trace) {

    /** The same event as part of this trace. */
    public Event in(TraceParent place) {
        return new Event(id, type, tenant, service, actor, key, time, data, Optional.of(place));
    }
}
