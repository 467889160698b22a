package dev.hallmark.sandbox.component;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes of a run that was killed before it could stop them. */
public final class Leftovers {
    private static final int PATIENCE_SECONDS = 10;

    private Leftovers() {}

    /** Stops what a killed run on this home left behind, and returns the names of what was stopped. */
    public static List<String> stop(Home home) throws IOException {
        if (!Files.isDirectory(home.processes())) {
            return List.of();
        }
        var stopped = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(home.processes(), "*.pid")) {
            for (var file : files) {
                stop(file, home, stopped);
                Files.delete(file);
            }
        }
        return stopped;
    }

    private static void stop(Path file, Home home, List<String> stopped) throws IOException {
        var process = PidFile.find(file, home.directory());
        if (process.isPresent()) {
            end(process.get());
            stopped.add(file.getFileName().toString().replace(".pid", ""));
        }
    }

    private static void end(ProcessHandle process) throws IOException {
        var asked = process.destroy();
        try {
            var gone = process.onExit().get(asked ? PATIENCE_SECONDS : 0, TimeUnit.SECONDS);
            assert !gone.isAlive();
        } catch (TimeoutException e) {
            kill(process);
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(process);
        }
    }

    private static void kill(ProcessHandle process) {
        if (process.destroyForcibly()) {
            process.onExit().join();
        }
    }
}
