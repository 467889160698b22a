package dev.hallmark.helm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Debian's container engine. */
final class Podman {

    private Podman() {}

    /** What a command of it printed; it must succeed. */
    @CanIgnoreReturnValue
    static String run(List<String> arguments) throws IOException {
        return Programs.run(
                Stream.concat(Stream.of("podman"), arguments.stream()).toList());
    }

    static boolean isRunning(String container) throws IOException {
        var ended = Programs.tryRun(List.of("podman", "inspect", "-f", "{{.State.Running}}", container));
        return ended.status() == 0 && ended.output().strip().equals("true");
    }
}
