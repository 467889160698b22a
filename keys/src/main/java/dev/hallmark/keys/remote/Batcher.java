package dev.hallmark.keys.remote;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
        return most == 1 ? alone(input) : together(input);
    }

    private Uni<O> alone(I input) {
        return call.apply(List.of(input)).chain(outcomes -> switch (outcomes.getFirst()) {
            case Outcome.Done<O> done -> Uni.createFrom().item(done.value());
            case Outcome.Failed<O> failed -> Uni.createFrom().failure(failed.cause());
        });
    }

    private Uni<O> together(I input) {
        return Uni.createFrom().emitter(answer -> {
            waiting.add(new Request<>(input, answer));
            next();
        });
    }

    private void next() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            var batch = take();
            if (batch.isEmpty()) {
                busy.set(false);
            } else {
                send(batch);
            }
        }
    }

    private List<Request<I, O>> take() {
        var batch = new ArrayList<Request<I, O>>();
        Request<I, O> request;
        while (batch.size() < most && (request = waiting.poll()) != null) {
            batch.add(request);
        }
        return batch;
    }

    private void send(List<Request<I, O>> batch) {
        Uni.createFrom()
                .deferred(() -> call.apply(batch.stream().map(Request::input).toList()))
                .subscribe()
                .with(
                        outcomes -> {
                            ended();
                            answer(batch, outcomes);
                        },
                        failure -> {
                            var others = List.copyOf(waiting);
                            waiting.removeAll(others);
                            ended();
                            fail(batch, failure);
                            fail(others, failure);
                        });
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

    private void ended() {
        busy.set(false);
        next();
    }
}
