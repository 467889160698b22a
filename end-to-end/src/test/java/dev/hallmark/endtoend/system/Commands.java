package dev.hallmark.endtoend.system;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** Runs other programs. */
public final class Commands {

    private static final long MINUTES = 5;

    private Commands() {}

    /** What a command that was run said, and how it ended. */
    public record Result(int status, String output) {}

    /** The output of a command that must succeed. */
    @CanIgnoreReturnValue
    public static String run(ProcessBuilder command) {
        var result = tryRun(command);
        if (result.status() != 0) {
            throw new AssertionError(command.command() + " ended with " + result.status() + ":\n" + result.output());
        }
        return result.output();
    }

    @CanIgnoreReturnValue
    public static String run(String... command) {
        return run(new ProcessBuilder(command));
    }

    public static Result tryRun(ProcessBuilder command) {
        try {
            var output = Files.createTempFile("command", ".out");
            var process = command.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command.command() + " does not end:\n" + Files.readString(output));
            }
            var said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The whole command line of a process, empty when it is gone. */
    public static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Does nothing when it is not there. */
    public static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
