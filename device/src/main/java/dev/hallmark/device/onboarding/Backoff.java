package dev.hallmark.device.onboarding;

import dev.hallmark.device.onboarding.Setback.Remedy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Waits between attempts: longer each time, with jitter, and not past the deadline. */
final class Backoff {

    /** A device that is refused this often will be refused the next time too. */
    private static final int MOST_REFUSALS = 5;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final int LARGEST_SHIFT = 6;

    private final long deadline;
    private final Consumer<Setback> listener;
    private Stage stage = Stage.TLS;
    private int attempts;
    private int refusals;

    Backoff(Duration limit, Consumer<Setback> listener) {
        this.deadline = System.nanoTime() + limit.toNanos();
        this.listener = listener;
    }

    /** Returns when it is time for the next attempt; throws if that is pointless or past the deadline. */
    void awaitRetry(Setback setback) throws OnboardingFailedException, InterruptedException {
        listener.accept(setback);
        refusals += setback.remedy() == Remedy.REATTEST ? 1 : 0;
        var wait = setback.retryAfter().plusMillis(nextDelay(setback.stage()));
        if (setback.remedy() == Remedy.GIVE_UP || refusals > MOST_REFUSALS || pastDeadline(wait)) {
            throw new OnboardingFailedException(setback);
        }
        Thread.sleep(wait);
    }

    private boolean pastDeadline(Duration wait) {
        return System.nanoTime() + wait.toNanos() - deadline > 0;
    }

    /** Grows only while the journey stays at one stage. */
    private long nextDelay(Stage now) {
        attempts = now == stage ? attempts + 1 : 0;
        stage = now;
        var ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts, LARGEST_SHIFT));
        return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
    }
}
