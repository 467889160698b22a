package dev.hallmark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The hardware and software that a figure was measured on: without it a figure says nothing. */
record Machine(String processor, int cores, long memoryMebibytes, String system, String java) {
    private static final int KIBI = 1024;

    static Machine current() {
        return new Machine(
                line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                line("/proc/meminfo", "MemTotal").map(Machine::mebibytes).orElse(0L),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor.version", System.getProperty("java.version")));
    }

    private static long mebibytes(String kibibytes) {
        return Long.parseLong(kibibytes.replaceAll("\\D", "")) / KIBI;
    }

    private static Optional<String> line(String file, String key) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
