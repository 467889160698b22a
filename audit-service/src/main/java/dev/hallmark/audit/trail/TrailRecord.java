package dev.hallmark.audit.trail;

import dev.hallmark.events.audit.chain.TrailEntry;

/**
 * A record of the trail as it is stored.
 *
 * @param text of its entry
 */
public record TrailRecord(long sequence, String text, String hash) {

    /** What its text says. */
    public TrailEntry entry() {
        return TrailEntry.read(text);
    }
}
