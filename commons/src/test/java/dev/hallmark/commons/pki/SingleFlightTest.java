package dev.hallmark.commons.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final int TIMES = 20_000;

    private final Queue<Promise<Integer>> begun = new ConcurrentLinkedQueue<>();
    private final SingleFlight<Integer> flight = new SingleFlight<>(this::work);

    @Test
    void callersThatComeDuringARunShareTheNextOne() {
        var first = flight.run();
        var second = flight.run();
        var third = flight.run();
        assertThat(begun).hasSize(1);

        begun.remove().complete(1);
        assertThat(first.result()).isEqualTo(1);
        assertThat(begun).hasSize(1);

        begun.remove().complete(2);
        assertThat(second.result()).isEqualTo(2);
        assertThat(third.result()).isEqualTo(2);
    }

    @Test
    void afterAFailureTheNextRunBegins() {
        var first = flight.run();
        var second = flight.run();

        begun.remove().fail("no answer");
        begun.remove().complete(2);

        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo(2);
    }

    /** A run that ends on one thread while another asks for the next: no result may be given out for ever. */
    @Test
    void aRunThatEndsWhileTheNextIsAskedForIsFollowedByIt() throws Exception {
        try (var other = Executors.newSingleThreadExecutor()) {
            for (int time = 0; time < TIMES; time++) {
                var first = flight.run();
                var current = begun.remove();
                var ended = other.submit(() -> current.complete(0));
                var second = flight.run();
                ended.get();
                while (!begun.isEmpty()) {
                    begun.remove().complete(0);
                }

                assertThat(first.isComplete() && second.isComplete()).isTrue();

                var fresh = flight.run();
                assertThat(begun)
                        .as("runs begun after all before it had ended, time %d", time)
                        .hasSize(1);
                begun.remove().complete(time);
                assertThat(fresh.result()).isEqualTo(time);
            }
        }
    }

    private Future<Integer> work() {
        var promise = Promise.<Integer>promise();
        begun.add(promise);
        return promise.future();
    }
}
