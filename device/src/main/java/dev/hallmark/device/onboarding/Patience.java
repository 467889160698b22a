package dev.hallmark.device.onboarding;

import dev.hallmark.device.onboarding.Setback.Remedy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Waits between tries: longer each time, never two devices alike, and not past the deadline. */
final class Patience {

    /** A device that is refused this often will not be believed the next time either. */
    private static final int MOST_REFUSALS = 5;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;
    private static final int LARGEST_SHIFT = 6;

    private final long deadline;
    private final Consumer<Setback> listener;
    private Stage stage = Stage.TLS;
    private int tries;
    private int refusals;

    Patience(Duration limit, Consumer<Setback> listener) {
        this.deadline = System.nanoTime() + limit.toNanos();
        this.listener = listener;
    }

    /** Returns when it is time for the next try; throws if there is no point in one, or no time for it. */
    void overcome(Setback setback) throws OnboardingFailedException, InterruptedException {
        listener.accept(setback);
        refusals += setback.remedy() == Remedy.ATTEST_ANEW ? 1 : 0;
        var wait = setback.retryAfter().plusMillis(backoff(setback.stage()));
        if (setback.remedy() == Remedy.GIVE_UP || refusals > MOST_REFUSALS || pastDeadline(wait)) {
            throw new OnboardingFailedException(setback);
        }
        Thread.sleep(wait);
    }

    private boolean pastDeadline(Duration wait) {
        return System.nanoTime() + wait.toNanos() - deadline > 0;
    }

    /** Grows only while the journey stands at one stage. */
    private long backoff(Stage now) {
        tries = now == stage ? tries + 1 : 0;
        stage = now;
        var ceiling = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries, LARGEST_SHIFT));
        return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
    }
}
