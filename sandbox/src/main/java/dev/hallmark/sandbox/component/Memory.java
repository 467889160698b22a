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
        return ComponentProcesses.tree(pid)
                .map(one -> kibibytes(one, "smaps_rollup", "Pss:"))
                .sum();
    }

    /** A field of one of the files about a process (proc(5)); nothing when it has ended. */
    public static long kibibytes(long pid, String file, String field) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }
}
