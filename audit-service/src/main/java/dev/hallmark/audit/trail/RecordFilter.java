package dev.hallmark.audit.trail;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records are asked for.
 *
 * @param from the earliest time of the event
 * @param to the time before which it was
 * @param below where the page starts: with smaller sequence numbers
 */
record RecordFilter(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> type,
        Optional<String> actor,
        Optional<String> permission,
        Optional<String> operation,
        Optional<String> outcome,
        Optional<String> targetType,
        Optional<String> targetId,
        long below) {}
