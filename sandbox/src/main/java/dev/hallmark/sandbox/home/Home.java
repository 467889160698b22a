package dev.hallmark.sandbox.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where a sandbox keeps everything it makes.
 *
 * @param directory {@code .hallmark}, or wherever {@code HALLMARK_HOME} points
 * @param project the checkout whose built services run
 */
public record Home(Path directory, Path project) {
    public static Home fromEnvironment() {
        var project = Path.of(System.getProperty("hallmark.project", "."))
                .toAbsolutePath()
                .normalize();
        var configured = System.getenv("HALLMARK_HOME");
        var directory = configured == null || configured.isBlank() ? project.resolve(".hallmark") : Path.of(configured);
        return new Home(directory.toAbsolutePath().normalize(), project);
    }

    public Path config() {
        return directory.resolve("config");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    public Path processes() {
        return directory.resolve("run");
    }

    public Path pki() {
        return directory.resolve("pki");
    }

    public Path data(String component) {
        return directory.resolve("data").resolve(component);
    }

    public Path addresses() {
        return directory.resolve("addresses.json");
    }

    /** Removes everything, and leaves the folder itself, which a symbolic link or a mount may stand for. */
    public void wipe() {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(directory)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
