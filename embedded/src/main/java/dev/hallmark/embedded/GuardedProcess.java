package dev.hallmark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that is ended when the process that started it is gone, however it went. In a session of its own: Ctrl-C
 * reaches only who started it, and that one decides in which order its children end.
 */
public final class GuardedProcess {
    /*
     * The watcher reads the pipe from the parent; its end means that the parent is gone or asks us to stop.
     * "exec" keeps the process id, so the parent holds the program itself and not a shell around it.
     */
    private static final String GUARD =
            "exec 3<&0; pid=$$; (cat <&3; %s) >/dev/null 2>&1 & exec \"$@\" 3<&- </dev/null";

    /** PostgreSQL's fast, clean shutdown. */
    private static final String INTERRUPT = "kill -INT $pid";

    /** A program that has ended already is not waited for; one that does not end within 20 seconds is killed. */
    private static final String TERMINATE = "kill -TERM $pid || exit 0; n=0;"
            + " while kill -0 $pid && [ $n -lt 40 ]; do sleep 0.5; n=$((n + 1)); done; kill -KILL $pid";

    private GuardedProcess() {}

    /**
     * A program that is asked to end (SIGTERM) as soon as the pipe to it is closed or its parent is gone, and killed when it
     * takes longer than 20 seconds. It cannot read its standard input.
     */
    public static ProcessBuilder terminated(List<String> command) {
        return guarded(TERMINATE, command);
    }

    static Process start(List<String> command, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        return guarded(INTERRUPT, command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static ProcessBuilder guarded(String ending, List<String> command) {
        var guarded = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", GUARD.formatted(ending), "guard"));
        guarded.addAll(command);
        return new ProcessBuilder(guarded);
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
