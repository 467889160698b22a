package dev.hallmark.sandbox.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where a sandbox keeps everything it makes.
 *
 * @param directory {@code .hallmark}, or wherever {@code HALLMARK_HOME} points
 * @param project the checkout whose built services run
 */
public record Home(Path directory, Path project) {
    /** Everything that a sandbox makes in its home. */
    private static final List<String> OURS = List.of(
            "addresses.json",
            "config",
            "data",
            "fleets",
            "keycloak",
            "keys",
            "links",
            "lock",
            "logs",
            "mosquitto",
            "pki",
            "ports.properties",
            "run",
            "secrets.properties",
            "users");

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

    /** Which kind of key ring its services use. */
    public Path keys() {
        return directory.resolve("keys");
    }

    /** The unpacked Keycloak, where somebody asked for it. */
    public Path keycloak() {
        return directory.resolve("keycloak");
    }

    /** Who may sign in to the console. */
    public Path users() {
        return directory.resolve("users");
    }

    /** By what somebody may sign in to the console once. */
    public Path links() {
        return directory.resolve("links");
    }

    public Path addresses() {
        return directory.resolve("addresses.json");
    }

    /** Removes what a sandbox makes and nothing else: the folder may be one that somebody keeps other things in. */
    public void wipe() {
        OURS.stream().map(directory::resolve).filter(Files::exists).forEach(Home::delete);
    }

    private static void delete(Path ours) {
        try (var paths = Files.walk(ours)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
