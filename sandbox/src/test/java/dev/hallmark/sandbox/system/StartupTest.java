package dev.hallmark.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.component.Component;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartupTest {
    private static final int MANY = 40;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aComponentStartsAfterThoseItNeeds() throws Exception {
        var started = new CopyOnWriteArrayList<String>();

        new Startup(component -> started.add(component.name()), threads)
                .of(List.of(new Named("store"), new Named("service", "store"), new Named("agent", "store", "service")))
                .get();

        assertThat(started).containsExactly("store", "service", "agent");
    }

    @Test
    void ofManyThatCouldStartAtOnceOnlySomeDo() throws Exception {
        // Given
        var starting = new AtomicInteger();
        var most = new AtomicInteger();
        var several = new CountDownLatch(2);
        Consumer<Component> starter = component -> {
            most.accumulateAndGet(starting.incrementAndGet(), Math::max);
            several.countDown();
            await(several);
            starting.decrementAndGet();
        };
        var components = IntStream.range(0, MANY)
                .mapToObj(number -> (Component) new Named("service-" + number))
                .toList();

        // When
        new Startup(starter, threads).of(components).get();

        // Then
        assertThat(most.get()).isBetween(2, Math.max(4, Runtime.getRuntime().availableProcessors()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Named(String name, Set<String> after) implements Component {
        Named(String name, String... after) {
            this(name, Set.of(after));
        }

        @Override
        public String address() {
            return name;
        }

        @Override
        public void start(Consumer<Running> spawned) {}
    }
}
