package dev.hallmark.commons.pki;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Work that runs once at a time. Who asks while it runs gets the run after, which all who ask meanwhile share: the one
 * under way may have looked before the thing they ask about had happened.
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
