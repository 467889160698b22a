package dev.hallmark.sandbox.bench;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The resident memory of a service, all replicas together. */
final class ResidentMemory {
    private static final int KIBI = 1024;

    private final List<Long> pids;

    private ResidentMemory(List<Long> pids) {
        this.pids = pids;
    }

    static ResidentMemory of(Home home, String service) throws IOException {
        var processes = ComponentProcesses.of(home);
        return new ResidentMemory(Addresses.read(home).replicas(service).stream()
                .map(processes::get)
                .toList());
    }

    long mebibytes() {
        return pids.stream().mapToLong(ResidentMemory::kibibytes).sum() / KIBI;
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
}
