package dev.hallmark.cli.environment;

import dev.hallmark.cli.failure.CommandFailure;
import dev.hallmark.cli.failure.ExitCode;
import dev.hallmark.cli.output.Printable;
import dev.hallmark.client.http.ApiException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Waits for what a service finishes after its answer. */
public final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Bad Gateway, Service Unavailable, Gateway Timeout. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

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

    /** For a command that waits without the option. */
    public static Waiting of(CommandSpec command) {
        var waiting = new Waiting();
        waiting.command = command;
        return waiting;
    }

    /** @param wanted such as {@code "devices are onboarded"} */
    public <T> T until(String wanted, Reading<T> reading, Predicate<T> reached)
            throws IOException, InterruptedException, CommandFailure {
        var end = System.nanoTime() + timeout.toNanos();
        var now = answer(wanted, reading, end);
        while (!reached.test(now)) {
            if (isOver(end)) {
                throw inVain(wanted, "");
            }
            Thread.sleep(PAUSE);
            now = answer(wanted, reading, end);
        }
        return now;
    }

    /** Until the service answers, which it does not while it is started again. */
    public <T> T answer(String wanted, Reading<T> reading) throws IOException, InterruptedException, CommandFailure {
        return answer(wanted, reading, System.nanoTime() + timeout.toNanos());
    }

    private <T> T answer(String wanted, Reading<T> reading, long end)
            throws IOException, InterruptedException, CommandFailure {
        for (var attempt = 1; ; attempt++) {
            try {
                return reading.read();
            } catch (IOException e) {
                if (!isAway(e)) {
                    throw e;
                }
                if (isOver(end)) {
                    throw inVain(wanted, ": " + e.getMessage());
                }
                if (attempt == 1) {
                    say(e.getMessage() + "; waiting for an answer");
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Whether there is no answer now, but may be one soon. */
    public static boolean isAway(IOException e) {
        return e instanceof ConnectException || (e instanceof ApiException refused && AWAY.contains(refused.status()));
    }

    private static boolean isOver(long end) {
        return System.nanoTime() - end > 0;
    }

    private CommandFailure inVain(String wanted, String why) {
        return new CommandFailure(
                ExitCode.TIMED_OUT, "waited %s in vain until %s%s".formatted(text(timeout), wanted, why));
    }

    private void say(String line) {
        command.commandLine().getErr().println(Printable.of(line));
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
