package dev.hallmark.commons.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The state of the mirror; {@code success} is the time of its start until there has been one. */
record MirrorState(Instant success, List<String> problems) {

    static MirrorState startedAt(Instant now) {
        return new MirrorState(now, List.of());
    }

    MirrorState after(List<String> outcome, Instant now) {
        return new MirrorState(outcome.isEmpty() ? now : success, List.copyOf(outcome));
    }

    boolean failing() {
        return !problems.isEmpty();
    }

    boolean stale(Instant now, Duration tolerance) {
        return success.plus(tolerance).isBefore(now);
    }
}
