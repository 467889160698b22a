package dev.hallmark.registry.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.Event;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to a device.
 *
 * @param event such as {@code certificate.issued}
 * @param actor who did it: an operator or a service
 * @param reason why, in words; null where there is nothing to say
 * @param facts what else is worth knowing, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineEntry(
        UUID id,
        @JsonIgnore DeviceId device,
        @JsonIgnore TenantId tenant,
        Instant at,
        String event,
        String actor,
        String reason,
        Map<String, String> facts) {

    private static final String PREFIX = "dev.hallmark.";
    private static final String VERSION = "\\.v\\d+$";

    public TimelineEntry {
        facts = Map.copyOf(facts);
    }

    /** What an event says of one device. */
    public static TimelineEntry of(Event event, DeviceId device, String reason) {
        return of(event, device, reason, Map.of());
    }

    public static TimelineEntry of(Event event, DeviceId device, String reason, Map<String, String> facts) {
        var name = event.type().typeName().substring(PREFIX.length()).replaceAll(VERSION, "");
        return new TimelineEntry(event.id(), device, event.tenant(), event.time(), name, event.actor(), reason, facts);
    }
}
