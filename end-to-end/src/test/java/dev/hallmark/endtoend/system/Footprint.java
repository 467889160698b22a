package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the sandbox's processes hold.
 *
 * @param sessions of the database's clients
 * @param files open files of each component, connections among them
 * @param memory of all together, in MiB
 */
public record Footprint(int sessions, Map<String, Integer> files, long memory) {

    private static final List<String> COMPONENTS = Stream.of(
                    List.of("postgres", "kafka"), Service.names(service -> true), List.of("mosquitto"))
            .flatMap(List::stream)
            .toList();

    private static final int KIB = 1024;

    /** All processes that can be killed. */
    public static List<String> processes(Sandbox sandbox) {
        return COMPONENTS.stream()
                .flatMap(component -> sandbox.replicas(component).stream())
                .toList();
    }

    public static Footprint of(Sandbox sandbox) {
        var files = new TreeMap<String, Integer>();
        long memory = 0;
        for (var component : processes(sandbox)) {
            var process = Path.of("/proc", Long.toString(sandbox.pid(component)));
            files.put(component, count(process.resolve("fd")));
            memory += resident(process);
        }
        return new Footprint(sessions(sandbox), files, memory);
    }

    /** PostgreSQL has a process for each, which says in its title where its client is. */
    private static int sessions(Sandbox sandbox) {
        return (int) ProcessHandle.of(sandbox.pid("postgres")).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> Commands.commandLine(child).contains("127.0.0.1("))
                .count();
    }

    private static int count(Path directory) {
        try (var files = Files.list(directory)) {
            return Math.toIntExact(files.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long resident(Path process) {
        try (var lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
