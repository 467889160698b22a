package dev.hallmark.sandbox.bench;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The resident memory of a component, looked at once a second until it is closed. */
final class MemoryTrace implements AutoCloseable {
    private static final int KIBI = 1024;

    private final long pid;
    private final List<Long> mebibytes = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;

    private MemoryTrace(long pid) {
        this.pid = pid;
        looking = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    static MemoryTrace of(Home home, String component) throws IOException {
        var trace = new MemoryTrace(ComponentProcesses.of(home).get(component));
        trace.look();
        return trace;
    }

    /** So far, with a last look now. */
    List<Long> mebibytes() {
        look();
        return List.copyOf(mebibytes);
    }

    private void look() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            mebibytes.add(lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / KIBI);
        } catch (IOException e) {
            mebibytes.add(0L); // ended
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.close();
    }
}
