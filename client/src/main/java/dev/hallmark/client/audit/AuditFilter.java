package dev.hallmark.client.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records are listed; those that match all that is given.
 *
 * @param from the earliest time of the event
 * @param to the time before which it was
 * @param type of the event
 * @param actor who caused it
 * @param permission what the operation requires
 * @param outcome started, done, failed or refused
 * @param targetType what was changed, such as {@code device}
 * @param targetId its id
 */
public record AuditFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> type,
        Optional<String> actor,
        Optional<String> permission,
        Optional<String> outcome,
        Optional<String> targetType,
        Optional<String> targetId) {

    /** All records. */
    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
