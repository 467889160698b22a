package dev.hallmark.events;

import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * What the headers of an event say, which needs no knowledge of its type.
 *
 * @param id unique, and in the order of time (UUIDv7)
 * @param type the {@code ce_type}, perhaps one of a newer version
 * @param service the service that it happened in
 * @param actor who caused it: the subject of an operator's token, or the name of a service
 * @param key the record key
 */
public record EventEnvelope(
        UUID id, String type, TenantId tenant, String service, String actor, String key, Instant time) {}
