package dev.hallmark.sandbox.bench;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The resident memory of a service, all replicas together, looked at once a second until it is closed. */
final class MemoryTrace implements AutoCloseable {
    private static final int KIBI = 1024;

    private final List<Long> pids;
    private final List<Long> mebibytes = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> looking;

    private MemoryTrace(List<Long> pids) {
        this.pids = pids;
        looking = clock.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
    }

    static MemoryTrace of(Home home, String service) throws IOException {
        var processes = ComponentProcesses.of(home);
        var trace = new MemoryTrace(Addresses.read(home).replicas(service).stream()
                .map(processes::get)
                .toList());
        trace.look();
        return trace;
    }

    /** So far, with a last look now. */
    List<Long> mebibytes() {
        look();
        return List.copyOf(mebibytes);
    }

    private void look() {
        mebibytes.add(pids.stream().mapToLong(MemoryTrace::kibibytes).sum() / KIBI);
    }

    private static long kibibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // ended
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.close();
    }
}
