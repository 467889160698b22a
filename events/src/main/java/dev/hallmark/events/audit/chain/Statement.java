package dev.hallmark.events.audit.chain;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventJson;
import java.time.Instant;
import java.util.Objects;

/**
 * What the service says of a tenant's trail, to be signed. Statements are a chain of their own.
 *
 * @param number from 1, without gaps
 * @param previous the hash of the statement before it, {@link ChainHash#NONE} for the first
 * @param first of a cut, the first record that was cut off; null for a checkpoint
 * @param sequence the last record of the trail, or the last that was cut off; 0 for an empty trail
 * @param hash of that record, {@link ChainHash#NONE} for an empty trail
 * @param key the key that signs
 */
@JsonPropertyOrder({"kind", "tenant", "number", "previous", "first", "sequence", "hash", "at", "key"})
public record Statement(
        Kind kind,
        TenantId tenant,
        long number,
        String previous,
        Long first,
        long sequence,
        String hash,
        Instant at,
        String key) {

    /** What a statement is about. */
    public enum Kind {
        /** The trail ended with this record. */
        @JsonProperty("checkpoint")
        CHECKPOINT,
        /** The records up to this one were deleted, since their time of retention was over. */
        @JsonProperty("cut")
        CUT
    }

    public Statement {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(hash, "hash");
    }

    /** What is signed. */
    public String text() {
        return EventJson.write(this);
    }
}
