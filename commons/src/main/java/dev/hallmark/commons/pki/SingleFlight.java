package dev.hallmark.commons.pki;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
        return next.orElseGet(
                () -> running.filter(run -> !run.isComplete()).map(this::after).orElseGet(this::begin));
    }

    /** The current run may end at any moment, even here: the next one is noted before anything can begin it. */
    private Future<T> after(Future<T> run) {
        var promise = Promise.<T>promise();
        next = Optional.of(promise.future());
        run.transform(done -> begin()).onComplete(promise);
        return promise.future();
    }

    private synchronized Future<T> begin() {
        next = Optional.empty();
        var run = work.get();
        running = Optional.of(run);
        return run;
    }
}
