package dev.hallmark.cli.environment;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Waits for what a service finishes after its answer. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = Time.class,
            description = "how long to wait, such as 30s, 10m or 2h; default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ofMinutes(10);

    /** Reads what is waited for. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException, InterruptedException;
    }

    /** @param wanted such as {@code "devices are onboarded"} */
    public <T> T until(String wanted, Reading<T> reading, Predicate<T> reached)
            throws IOException, InterruptedException, CommandFailure {
        var begun = System.nanoTime();
        var now = reading.read();
        while (!reached.test(now)) {
            if (System.nanoTime() - begun > timeout.toNanos()) {
                throw new CommandFailure(
                        ExitCode.TIMED_OUT, "waited %s in vain until %s".formatted(text(timeout), wanted));
            }
            Thread.sleep(PAUSE);
            now = reading.read();
        }
        return now;
    }

    private static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("(?i)[0-9]+[smh]")) {
                throw new TypeConversionException("'%s' is no time; write 30s, 10m or 2h".formatted(text));
            }
            return Duration.parse("PT" + text);
        }
    }
}
