package dev.hallmark.events.audit.chain;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventJson;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A record of a tenant's trail. It is kept as its {@link #text}, and the record's hash is that text's: nobody has to write
 * the same JSON again in order to verify it.
 *
 * @param sequence from 1, without gaps
 * @param previous the hash of the record before it, {@link ChainHash#NONE} for the first
 * @param storedAt when it was appended
 * @param id the {@code ce_id} of the event
 * @param type the {@code ce_type}
 * @param source the {@code ce_source}
 * @param time the {@code ce_time}
 * @param actor the {@code ce_actor}
 * @param data the event's value as it was received, with members that this version does not know
 */
@JsonPropertyOrder({"tenant", "sequence", "previous", "storedAt", "id", "type", "source", "time", "actor", "data"})
public record TrailEntry(
        TenantId tenant,
        long sequence,
        String previous,
        Instant storedAt,
        UUID id,
        String type,
        String source,
        Instant time,
        String actor,
        String data) {

    public TrailEntry {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(data, "data");
    }

    /** @throws IllegalArgumentException when the text is not that of an entry */
    public static TrailEntry read(String text) {
        return ChainText.read(text, TrailEntry.class);
    }

    /** What is stored, exported and hashed. */
    public String text() {
        return EventJson.write(this);
    }
}
