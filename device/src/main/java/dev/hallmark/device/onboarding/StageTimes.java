package dev.hallmark.device.onboarding;

import dev.hallmark.device.gateway.UnexpectedAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long each stage took, over all attempts, without the waits between them. */
final class StageTimes {

    interface Step<T> {
        T take() throws IOException, UnexpectedAnswerException;
    }

    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);

    <T> T measure(Stage stage, Step<T> step) throws IOException, UnexpectedAnswerException {
        var begin = System.nanoTime();
        try {
            return step.take();
        } finally {
            times.merge(stage, Duration.ofNanos(System.nanoTime() - begin), Duration::plus);
        }
    }

    Map<Stage, Duration> times() {
        return Map.copyOf(times);
    }
}
