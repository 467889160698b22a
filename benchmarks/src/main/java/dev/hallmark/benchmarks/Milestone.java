package dev.hallmark.benchmarks;

import dev.hallmark.device.fleet.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far an upload had come at a moment.
 *
 * @param nanos of {@link System#nanoTime}
 * @param rows that had been dealt with
 */
record Milestone(long nanos, long rows) {
    /** Rows whose time is taken together. */
    static final int STRETCH = 10_000;

    /** How long each stretch took, with even progress between two milestones; the last, shorter one does not count. */
    static Percentiles pace(long begun, List<Optional<Milestone>> passed) {
        var stretches = new ArrayList<Duration>();
        var from = begun;
        var last = new Milestone(begun, 0);
        long mark = STRETCH;
        for (var next : passed.stream().flatMap(Optional::stream).toList()) {
            for (; mark <= next.rows(); mark += STRETCH) {
                var reached = last.reaches(mark, next);
                stretches.add(Duration.ofNanos(reached - from));
                from = reached;
            }
            last = next;
        }
        return Percentiles.of(stretches);
    }

    private long reaches(long mark, Milestone next) {
        var part = (double) (mark - rows) / (next.rows - rows);
        return nanos + Math.round((next.nanos - nanos) * part);
    }
}
