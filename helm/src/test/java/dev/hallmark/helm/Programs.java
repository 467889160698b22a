package dev.hallmark.helm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Other programs. */
final class Programs {

    private Programs() {}

    /** What a program printed; it must succeed. Arguments may hold secrets, so that a failure names the first two alone. */
    @CanIgnoreReturnValue
    static String run(List<String> command) throws IOException {
        return run(command, "");
    }

    /** The same, of a program that reads this. */
    @CanIgnoreReturnValue
    static String run(List<String> command, String input) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return succeed(command, end(process, input));
    }

    /** The same without what it said of errors and warnings, for a program to read. */
    static String read(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        return succeed(command, end(process, ""));
    }

    static Ended tryRun(List<String> command) throws IOException {
        return end(new ProcessBuilder(command).redirectErrorStream(true).start(), "");
    }

    private static Ended end(Process process, String input) throws IOException {
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output);
    }

    private static String succeed(List<String> command, Ended ended) {
        if (ended.status() != 0) {
            throw new AssertionError(command.subList(0, 2) + " ended with " + ended.status() + ":\n" + ended.output());
        }
        return ended.output();
    }

    /** How a program ended, and what it printed. */
    record Ended(int status, String output) {}
}
