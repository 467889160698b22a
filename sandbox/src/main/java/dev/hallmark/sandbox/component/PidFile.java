package dev.hallmark.sandbox.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Remembers a process, so that a later run can find it when this run was killed. */
public final class PidFile {
    /** The kernel counts from boot: the start time of one process may be computed a second apart. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private PidFile() {}

    public static void write(Path directory, String name, ProcessHandle process) {
        var started = process.info().startInstant().orElse(Instant.EPOCH);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".pid"), "%d%n%s%n".formatted(process.pid(), started));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void forget(Path directory, String name) {
        try {
            Files.deleteIfExists(directory.resolve(name + ".pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process while it is the very one that was written down, and works on the given home. */
    public static Optional<ProcessHandle> find(Path file, Path home) throws IOException {
        var lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> startedAt(process, Instant.parse(lines.get(1).strip())))
                .filter(process -> commandLine(process).stream().anyMatch(word -> word.contains(home.toString())));
    }

    private static boolean startedAt(ProcessHandle process, Instant recorded) {
        var difference = process.info().startInstant().map(started -> Duration.between(started, recorded));
        return difference.isPresent() && difference.get().abs().compareTo(TOLERANCE) <= 0;
    }

    /** Read from the kernel, since {@link ProcessHandle.Info} gives up on long command lines. */
    private static List<String> commandLine(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
