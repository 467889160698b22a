package dev.hallmark.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs programs of others, such as openssl: implementations that share no code with ours. */
public final class Programs {

    /** Daemons are often not on a user's path. */
    private static final String SYSTEM_DIRECTORIES = ":/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";

    private Programs() {}

    /**
     * What a program left when it ended.
     *
     * @param output all that it printed, errors included
     */
    public record Outcome(int code, String output) {}

    /** Runs a command without input. */
    public static Outcome run(String... command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command));
    }

    /** Runs a command; unless the builder redirects its input it has none. */
    public static Outcome run(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return outcome(process);
    }

    /** Runs a command with this input, which stays open until the command ends: some give up at the end of their input. */
    public static Outcome run(ProcessBuilder command, String input) throws IOException, InterruptedException {
        var process = command.redirectErrorStream(true).start();
        try (var open = process.getOutputStream()) {
            open.write(input.getBytes(StandardCharsets.US_ASCII));
            open.flush();
            return outcome(process);
        }
    }

    /** Runs a command in a directory and returns its output; fails unless its exit code is 0. */
    public static String output(Path directory, String... command) throws IOException, InterruptedException {
        var outcome = run(new ProcessBuilder(command).directory(directory.toFile()));
        if (outcome.code != 0) {
            throw new IOException(String.join(" ", command) + ": " + outcome.output);
        }
        return outcome.output;
    }

    /** Runs a command in a directory; fails unless its exit code is 0. */
    public static void succeed(Path directory, String... command) throws IOException, InterruptedException {
        var unused = output(directory, command);
    }

    /** Where a program is installed; empty when it is not. */
    public static Optional<Path> find(String program) {
        return Stream.of((System.getenv("PATH") + SYSTEM_DIRECTORIES).split(":", -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Outcome outcome(Process process) throws IOException, InterruptedException {
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
