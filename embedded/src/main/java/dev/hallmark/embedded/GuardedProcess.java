package dev.hallmark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that is interrupted when the process that started it is gone, however it went. In a session of its own:
 * Ctrl-C reaches only who started it, and that one decides in which order its children end.
 */
final class GuardedProcess {
    /*
     * The watcher reads the pipe from the parent; its end means that the parent is gone or asks us to stop.
     * "exec" keeps the process id, so the parent holds the server itself and not a shell around it.
     */
    private static final String GUARD =
            "exec 3<&0; pid=$$; (cat <&3 >/dev/null; kill -INT $pid 2>/dev/null) & exec \"$@\" 3<&- </dev/null";

    private GuardedProcess() {}

    static Process start(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var guarded = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD, "guard"));
        guarded.addAll(command);
        return new ProcessBuilder(guarded)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Interrupts (the fast, clean shutdown of PostgreSQL) and waits; kills after the given time. */
    static void interrupt(Process process, int seconds) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
