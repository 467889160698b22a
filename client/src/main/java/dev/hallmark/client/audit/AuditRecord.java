package dev.hallmark.client.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of the audit trail.
 *
 * @param sequence its number in the trail of the tenant, from 1 without gaps
 * @param id of the event that it records, as {@code type}, {@code source} and {@code time} are
 * @param actor who caused the event
 * @param data what the event says
 * @param storedAt when it was appended to the trail
 * @param hash of the record
 */
public record AuditRecord(
        long sequence,
        String id,
        String type,
        String source,
        Instant time,
        String actor,
        Map<String, Object> data,
        Instant storedAt,
        String hash) {

    public AuditRecord {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }
}
