package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Remembers a process, so that a later run can find it when this run was killed. */
public final class PidFile {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Path BOOT = PROCESSES.resolve("sys/kernel/random/boot_id");
    /** Field 22 of proc(5)'s {@code stat}, counted from the one after the program's name. */
    private static final int START = 19;

    private PidFile() {}

    public static void write(Path directory, String name, ProcessHandle process) {
        try {
            OwnerOnly.write(
                    directory.resolve(name + ".pid"), "%d%n%s%n".formatted(process.pid(), birth(process.pid())));
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
                .filter(process -> birth(process.pid()).equals(lines.get(1).strip()))
                .filter(process -> commandLine(process).stream().anyMatch(word -> word.contains(home.toString())));
    }

    /** Since which boot, and how long after it in the kernel's ticks: no step of the clock changes that. */
    private static String birth(long pid) {
        try {
            var stat = Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("stat"));
            var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Files.readString(BOOT).strip() + " " + afterName[START];
        } catch (IOException e) {
            return "gone";
        }
    }

    /** Read from the kernel, since {@link ProcessHandle.Info} gives up on long command lines. */
    private static List<String> commandLine(ProcessHandle process) {
        try {
            return List.of(Files.readString(
                            PROCESSES.resolve(Long.toString(process.pid())).resolve("cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
