package dev.hallmark.benchmarks;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.component.Memory;
import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.system.Addresses;
import java.io.IOException;
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
        return pids.stream()
                        .mapToLong(pid -> Memory.kibibytes(pid, "status", "VmRSS:"))
                        .sum()
                / KIBI;
    }
}
