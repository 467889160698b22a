package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The memory of each component and its children, shared pages counted in proportion (PSS). */
public final class Memory {
    private static final int KIBI = 1024;

    private Memory() {}

    public static Map<String, Long> mebibytes(Home home) throws IOException {
        var memory = new TreeMap<String, Long>();
        ComponentProcesses.of(home).forEach((name, pid) -> memory.put(name, tree(pid) / KIBI));
        return memory;
    }

    private static long tree(long pid) {
        return ComponentProcesses.tree(pid).map(Memory::kibibytes).sum();
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
