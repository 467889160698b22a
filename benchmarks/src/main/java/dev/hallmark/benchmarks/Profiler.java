package dev.hallmark.benchmarks;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.hallmark.sandbox.component.ComponentProcesses;
import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import one.profiler.AsyncProfiler;

/** Samples of where each JVM of the system spends its processor time, the load's own included (async-profiler). */
final class Profiler implements AutoCloseable {
    private static final String START = "start,event=cpu,interval=10ms";
    private static final long SAMPLES_PER_SECOND = 100;

    private final Home home;
    private final Path library;
    private final Path directory;
    private final Map<String, Double> before;

    private Profiler(Home home, Path directory) throws IOException {
        this.home = home;
        this.directory = directory;
        this.library = directory.resolve("libasyncProfiler.so");
        this.before = ProcessorTime.seconds(home);
    }

    static Profiler start(Home home) throws IOException {
        var profiler = new Profiler(home, Files.createTempDirectory("profile-"));
        profiler.unpack();
        profiler.everyMachine(name -> START);
        return profiler;
    }

    /** Ends it, and draws one flame graph with a flame per process. */
    void draw(Path file) throws IOException {
        everyMachine(name -> "stop,collapsed,file=" + stacks(name));
        var taken = ProcessorTime.since(before, home);
        var graph = new FlameGraph("Onboarding: processor time by process");
        for (var process : taken.entrySet()) {
            var stacks = stacks(process.getKey());
            if (Files.exists(stacks)) {
                graph.add(process.getKey(), stacks);
            } else {
                graph.add(process.getKey(), Math.round(process.getValue() * SAMPLES_PER_SECOND));
            }
        }
        graph.write(file);
    }

    private Path stacks(String process) {
        return directory.resolve(process + ".collapsed");
    }

    /** The command for the profiler in each JVM. */
    private interface Commands {
        String of(String process);
    }

    private void everyMachine(Commands commands) throws IOException {
        var profiler = AsyncProfiler.getInstance(library.toString());
        profiler.execute(commands.of(ProcessorTime.LOAD));
        for (var process : machines().entrySet()) {
            send(process.getValue(), commands.of(process.getKey()));
        }
    }

    private Map<String, Long> machines() throws IOException {
        var machines = new TreeMap<>(ComponentProcesses.of(home));
        machines.values().removeIf(pid -> !isJava(pid));
        return machines;
    }

    private static boolean isJava(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }

    private void send(long pid, String command) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgentPath(library.toString(), command);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("cannot profile process " + pid, e);
        }
    }

    private void unpack() throws IOException {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
        try (var binary = AsyncProfiler.class.getResourceAsStream("/" + architecture + "/libasyncProfiler.so")) {
            if (binary == null) {
                throw new IOException("there is no profiler for this machine");
            }
            Files.copy(binary, library, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
