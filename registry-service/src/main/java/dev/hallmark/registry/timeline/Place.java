package dev.hallmark.registry.timeline;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What orders a timeline: the time, and what else is needed to tell entries of one moment apart. */
record Place(Instant at, String event, String id) {

    /** Later than anything. */
    static final Place END = new Place(Instant.parse("9999-01-01T00:00:00Z"), "", "");

    private static final String SEPARATOR = " ";
    private static final int PARTS = 3;

    static Place of(TimelineEntry entry) {
        return new Place(entry.at(), entry.event(), entry.id().toString());
    }

    static Place parse(String key) {
        var parts = key.split(SEPARATOR, -1);
        try {
            if (parts.length == PARTS) {
                return new Place(Instant.parse(parts[0]), parts[1], parts[2]);
            }
        } catch (DateTimeParseException e) {
            // Refused below, like any other text that is no place.
        }
        throw new RegistryException(Refusal.INVALID_REQUEST, "cursor is none that was given out")
                .with("field", "cursor");
    }

    String key() {
        return String.join(SEPARATOR, at.toString(), event, id);
    }
}
