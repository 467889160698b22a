package dev.hallmark.helm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Other programs. */
final class Programs {

    private Programs() {}

    /** What a program printed; it must succeed. Arguments may hold secrets, so that a failure names the first two alone. */
    @CanIgnoreReturnValue
    static String run(List<String> command) throws IOException {
        var ended = tryRun(command);
        if (ended.status() != 0) {
            throw new AssertionError(command.subList(0, 2) + " ended with " + ended.status() + ":\n" + ended.output());
        }
        return ended.output();
    }

    static Ended tryRun(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), output);
    }

    /** How a program ended, and what it printed. */
    record Ended(int status, String output) {}
}
