package dev.hallmark.keys.remote;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends what waits while a call is on its way together, as the next call; alone, nobody waits. Each request has its own
 * outcome. Only when a call fails as a whole does all that waits fail with it, rather than wait for one failure after the
 * other.
 */
public final class Batcher<I, O> {

    private final int most;
    private final Function<List<I>, Uni<List<Outcome<O>>>> call;
    private final Queue<Request<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private record Request<I, O>(I input, UniEmitter<? super O> answer) {}

    /** What came of one request. */
    public sealed interface Outcome<O> {

        /** It was done. */
        record Done<O>(O value) implements Outcome<O> {}

        /** It failed; the others of the call may not have. */
        record Failed<O>(RuntimeException cause) implements Outcome<O> {}
    }

    /**
     * @param most requests in one call; 1 sends each at once, beside those that are on their way
     * @param call gives an outcome for each input, in their order; its own failure is that of all of them
     */
    public Batcher(int most, Function<List<I>, Uni<List<Outcome<O>>>> call) {
        this.most = most;
        this.call = call;
    }

    public Uni<O> ask(I input) {
        return Uni.createFrom().emitter(answer -> {
            var request = new Request<I, O>(input, answer);
            if (most == 1) {
                call(List.of(request), () -> {}, failure -> {});
            } else {
                waiting.add(request);
                next();
            }
        });
    }

    private void next() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            var batch = take(most);
            if (batch.isEmpty()) {
                busy.set(false);
            } else {
                call(batch, this::ended, this::failed);
            }
        }
    }

    private List<Request<I, O>> take(int atMost) {
        var taken = new ArrayList<Request<I, O>>();
        Request<I, O> request;
        while (taken.size() < atMost && (request = waiting.poll()) != null) {
            taken.add(request);
        }
        return taken;
    }

    private void call(List<Request<I, O>> batch, Runnable answered, Consumer<Throwable> failed) {
        Uni.createFrom()
                .deferred(() -> call.apply(batch.stream().map(Request::input).toList()))
                .subscribe()
                .with(
                        outcomes -> {
                            answered.run();
                            answer(batch, outcomes);
                        },
                        failure -> {
                            failed.accept(failure);
                            fail(batch, failure);
                        });
    }

    private void ended() {
        busy.set(false);
        next();
    }

    private void failed(Throwable failure) {
        var others = take(Integer.MAX_VALUE);
        ended();
        fail(others, failure);
    }

    private static <I, O> void answer(List<Request<I, O>> batch, List<Outcome<O>> outcomes) {
        if (outcomes.size() != batch.size()) {
            fail(batch, new IllegalStateException("there are not as many answers as questions"));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Done<O> done -> batch.get(i).answer().complete(done.value());
                case Outcome.Failed<O> failed -> batch.get(i).answer().fail(failed.cause());
            }
        }
    }

    private static <I, O> void fail(List<Request<I, O>> batch, Throwable failure) {
        batch.forEach(request -> request.answer().fail(failure));
    }
}
