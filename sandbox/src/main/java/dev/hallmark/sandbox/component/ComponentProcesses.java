package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.Home;
import dev.hallmark.sandbox.home.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processes of each component, the one that was started and its children; {@code run/<component>.pid} names the first. */
public final class ComponentProcesses {
    private static final String SUFFIX = ".pid";
    /** Longer than a process may take to end before it is killed. */
    private static final int PATIENCE_SECONDS = 30;

    private ComponentProcesses() {}

    public static void write(Home home, String component, ProcessHandle process) {
        try {
            OwnerOnly.write(file(home, component), process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void forget(Home home, String component) {
        try {
            Files.deleteIfExists(file(home, component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process id of each component. */
    public static Map<String, Long> of(Home home) throws IOException {
        var processes = new TreeMap<String, Long>();
        if (Files.isDirectory(home.processes())) {
            try (var files = Files.newDirectoryStream(home.processes(), "*" + SUFFIX)) {
                for (var file : files) {
                    var name = file.getFileName().toString().replace(SUFFIX, "");
                    processes.put(name, Long.parseLong(Files.readString(file).strip()));
                }
            }
        }
        return processes;
    }

    /** The process of a component, while there is one. */
    public static Optional<ProcessHandle> of(Home home, String component) throws IOException {
        return Optional.ofNullable(of(home).get(component)).flatMap(ProcessHandle::of);
    }

    /** A process and its descendants. */
    public static LongStream tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid);
    }

    /** Waits for the processes of a run whose launcher was killed, which end by themselves, and forgets them. */
    public static void awaitEnd(Home home, Consumer<String> waitingFor) throws IOException, InterruptedException {
        for (var component : of(home).keySet()) {
            var process = of(home, component);
            if (process.isPresent() && !isNewer(process.get(), file(home, component))) {
                waitingFor.accept(component);
                awaitEnd(process.get().onExit());
            }
            forget(home, component);
        }
    }

    /** Whether another process has been given the number since, as after a restart of the machine. */
    private static boolean isNewer(ProcessHandle process, Path file) throws IOException {
        var written = Files.getLastModifiedTime(file).toInstant();
        return process.info().startInstant().orElse(Instant.MAX).minusSeconds(2).isAfter(written);
    }

    /** One that is still there afterwards holds its port, which is reported. */
    private static void awaitEnd(CompletableFuture<ProcessHandle> end) throws InterruptedException {
        try {
            var ended = end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert !ended.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            // its port will say so
        }
    }

    private static Path file(Home home, String component) {
        return home.processes().resolve(component + SUFFIX);
    }
}
