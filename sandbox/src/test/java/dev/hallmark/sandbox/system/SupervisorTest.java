package dev.hallmark.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.sandbox.component.Component;
import dev.hallmark.sandbox.component.ComponentFailure;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    private Path directory;

    private final List<String> reported = new CopyOnWriteArrayList<>();

    @Test
    void whoDiesIsStartedAgainAlsoWhenThatFailsOnce() throws Exception {
        // Given
        var component = new Sleeper(2);
        try (var sandbox = sandbox(component)) {
            sandbox.start();

            // When
            component.process().destroyForcibly();

            // Then
            await().until(() -> reported.size() == 4);
            assertThat(reported)
                    .containsExactly(
                            "ready",
                            "was ended by signal 9; it is started again",
                            "does not start: not yet; it is started again",
                            "ready");
            assertThat(component.process().isAlive()).isTrue();
        }
    }

    @Test
    void whoNeverComesUpAgainIsLeftAlone() throws Exception {
        // Given
        var component = new Sleeper(2, 3, 4);
        try (var sandbox = sandbox(component)) {
            sandbox.start();

            // When
            component.process().destroyForcibly();

            // Then
            await().until(() -> reported.size() == 4);
            assertThat(reported.getLast())
                    .isEqualTo("does not start: not yet, not for the first time; it is left alone");
            assertThat(component.starts.get()).isEqualTo(3);
        }
    }

    private Sandbox sandbox(Component component) {
        return new Sandbox(new Home(directory, directory), List.of(component), new Sandbox.Observer() {
            @Override
            public void ready(Component ready) {
                reported.add("ready");
            }

            @Override
            public void died(ComponentFailure failure) {
                reported.add(failure.what());
            }
        });
    }

    /** A process that does nothing, and does not come up at some of its starts. */
    private static final class Sleeper implements Component, Component.Running {
        private final Set<Integer> failing;
        private final AtomicInteger starts = new AtomicInteger();
        private volatile Process process;

        Sleeper(Integer... failing) {
            this.failing = Set.of(failing);
        }

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public Set<String> after() {
            return Set.of();
        }

        @Override
        public void start(Consumer<Running> spawned) throws IOException {
            if (failing.contains(starts.incrementAndGet())) {
                throw new IOException("not yet");
            }
            process = new ProcessBuilder("sleep", "600").start();
            spawned.accept(this);
        }

        @Override
        public Process process() {
            return process;
        }

        @Override
        public void stop() {
            process.destroyForcibly();
        }
    }
}
