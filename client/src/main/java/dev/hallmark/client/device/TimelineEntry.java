package dev.hallmark.client.device;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a device.
 *
 * @param event such as {@code certificate.issued}
 * @param actor the operator or service that did it
 * @param facts of this kind of event, such as a serial number
 */
public record TimelineEntry(
        UUID id, Instant at, String event, String actor, Optional<String> reason, Map<String, String> facts) {

    public TimelineEntry {
        facts = Map.copyOf(facts);
    }
}
