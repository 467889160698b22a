package dev.hallmark.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at something again and again, from now until it is closed. */
final class Sampler<T> implements AutoCloseable {
    private final Supplier<T> glance;
    private final List<T> seen = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Sampler(Supplier<T> glance) {
        this.glance = glance;
    }

    /** @param glance must not fail, or it is not called again */
    static <T> Sampler<T> every(Duration period, Supplier<T> glance) {
        var sampler = new Sampler<>(glance);
        sampler.look();
        var ignored = sampler.clock.scheduleAtFixedRate(
                sampler::look, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return sampler;
    }

    /** So far, with a last look now. */
    List<T> seen() {
        look();
        return List.copyOf(seen);
    }

    private void look() {
        seen.add(glance.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clock.close();
    }
}
