package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Processes of a run that was killed before it could stop them. */
public final class Leftovers {
    private static final int PATIENCE_SECONDS = 15;

    private Leftovers() {}

    /**
     * Stops what a killed run on this home left behind, what the others store their state in at the end, and returns the
     * names of what was stopped.
     */
    public static List<String> stop(Home home) throws IOException {
        if (!Files.isDirectory(home.processes())) {
            return List.of();
        }
        var left = find(home);
        end(left, name -> !Component.STORES.contains(name));
        end(left, Component.STORES::contains);
        forget(home);
        return List.copyOf(left.keySet());
    }

    private static Map<String, ProcessHandle> find(Home home) throws IOException {
        var left = new TreeMap<String, ProcessHandle>();
        try (var files = Files.newDirectoryStream(home.processes(), "*.pid")) {
            for (var file : files) {
                PidFile.find(file, home.directory())
                        .ifPresent(process ->
                                left.put(file.getFileName().toString().replace(".pid", ""), process));
            }
        }
        return left;
    }

    private static void forget(Home home) throws IOException {
        try (var files = Files.newDirectoryStream(home.processes(), "*.pid")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    /** Asks all at once, and kills those that are still there when patience is over. */
    private static void end(Map<String, ProcessHandle> left, Predicate<String> which) {
        var asked = left.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .map(Map.Entry::getValue)
                .filter(ProcessHandle::isAlive)
                .toList();
        asked.forEach(ProcessHandle::destroy);
        var gone = asked.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(gone).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            asked.forEach(Leftovers::kill);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.forEach(Leftovers::kill);
        }
    }

    private static void kill(ProcessHandle process) {
        if (process.destroyForcibly()) {
            process.onExit().join();
        }
    }
}
