package dev.hallmark.sandbox.bench;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The memory of each component and its children, shared pages counted in proportion (PSS). */
final class Memory {
    private static final int KIBI = 1024;

    private Memory() {}

    static Map<String, Long> mebibytes(Home home) throws IOException {
        var memory = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(home.processes(), "*.pid")) {
            for (var file : files) {
                var name = file.getFileName().toString().replace(".pid", "");
                memory.put(name, tree(Long.parseLong(Files.readAllLines(file).getFirst())) / KIBI);
            }
        }
        return memory;
    }

    private static long tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> kibibytes(process.pid()))
                .sum();
    }

    private static long kibibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }
}
