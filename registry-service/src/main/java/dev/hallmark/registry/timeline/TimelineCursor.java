package dev.hallmark.registry.timeline;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** A place in a timeline: the time, and what orders the entries of one moment. */
record TimelineCursor(Instant at, String event, String id) {

    /** Later than any entry. */
    static final TimelineCursor END = new TimelineCursor(Instant.parse("9999-01-01T00:00:00Z"), "", "");

    private static final String SEPARATOR = " ";
    private static final int PARTS = 3;

    static TimelineCursor of(TimelineEntry entry) {
        return new TimelineCursor(entry.at(), entry.event(), entry.id().toString());
    }

    static TimelineCursor parse(String key) {
        var parts = key.split(SEPARATOR, -1);
        try {
            if (parts.length == PARTS) {
                return new TimelineCursor(Instant.parse(parts[0]), parts[1], parts[2]);
            }
        } catch (DateTimeParseException e) {
            // Refused below, as any other text in the wrong form.
        }
        throw new RegistryException(Refusal.INVALID_REQUEST, "cursor: the next of a page of this list is accepted")
                .with("field", "cursor");
    }

    String key() {
        return String.join(SEPARATOR, at.toString(), event, id);
    }
}
