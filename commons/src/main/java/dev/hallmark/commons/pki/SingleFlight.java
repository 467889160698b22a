package dev.hallmark.commons.pki;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Work of which one run is in progress at a time. Callers that come during a run share the next one: the current run
 * may have read before the change that they wait for.
 */
final class SingleFlight<T> {
    private final Supplier<Future<T>> work;
    private Optional<Future<T>> running = Optional.empty();
    private Optional<Future<T>> next = Optional.empty();

    SingleFlight(Supplier<Future<T>> work) {
        this.work = work;
    }

    synchronized Future<T> run() {
        if (next.isPresent()) {
            return next.get();
        }
        var busy = running.filter(run -> !run.isComplete());
        next = busy.map(run -> run.transform(done -> begin()));
        return next.orElseGet(this::begin);
    }

    private synchronized Future<T> begin() {
        next = Optional.empty();
        var run = work.get();
        running = Optional.of(run);
        return run;
    }
}
