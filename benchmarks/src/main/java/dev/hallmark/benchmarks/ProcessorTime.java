package dev.hallmark.benchmarks;

import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The processor time of each component, that of children which have ended included, and our own. */
final class ProcessorTime {
    /** Whoever asks is the load. */
    static final String LOAD = "load";

    /** User, system, and both of children that were waited for: fields 14 to 17 of proc(5)'s stat. */
    private static final int FIRST = 11;

    private static final int LAST = 14;
    private static final double TICKS_PER_SECOND = 100;

    private ProcessorTime() {}

    static Map<String, Double> seconds(Home home) throws IOException {
        var seconds = new TreeMap<String, Double>();
        ComponentProcesses.of(home)
                .forEach((name, pid) -> seconds.put(
                        name,
                        ComponentProcesses.tree(pid).map(ProcessorTime::ticks).sum() / TICKS_PER_SECOND));
        seconds.put(LOAD, ticks(ProcessHandle.current().pid()) / TICKS_PER_SECOND);
        return seconds;
    }

    /** What each has taken since. */
    static Map<String, Double> since(Map<String, Double> before, Home home) throws IOException {
        return difference(before, seconds(home));
    }

    /** One that was not there before began at nothing. */
    static Map<String, Double> difference(Map<String, Double> before, Map<String, Double> after) {
        var taken = new TreeMap<String, Double>();
        after.forEach((name, seconds) -> taken.put(name, seconds - before.getOrDefault(name, 0.0)));
        return taken;
    }

    private static long ticks(long pid) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            return 0; // ended meanwhile
        }
    }

    /** The program's name, in parentheses, may hold spaces and parentheses itself. */
    static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = 0L;
        for (int field = FIRST; field <= LAST; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }
}
