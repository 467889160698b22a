package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processes of each component: the one that was started, and its children. */
public final class ComponentProcesses {
    private ComponentProcesses() {}

    /** The process id of each component. */
    public static Map<String, Long> of(Home home) throws IOException {
        var processes = new TreeMap<String, Long>();
        try (var files = Files.newDirectoryStream(home.processes(), "*.pid")) {
            for (var file : files) {
                var name = file.getFileName().toString().replace(".pid", "");
                processes.put(name, Long.parseLong(Files.readAllLines(file).getFirst()));
            }
        }
        return processes;
    }

    /** A process and its descendants. */
    public static LongStream tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid);
    }
}
