package dev.hallmark.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of the charts that can be rendered without a cluster, and as a whole. Helm within this process asks a cluster for what
 * {@code lookup} reads, and leaves hooks out: in the copies the answer is written down, and hooks are manifests like others.
 */
final class Offline {

    /** The answer of a cluster that has no such secret. */
    static final String NOTHING_EXISTS = "dict";

    /** The expression in templates that asks the cluster. */
    static final String LOOKUP = "(lookup \"v1\" \"Secret\" .root.Release.Namespace $name | default dict)";

    static final String HOOK = "helm.sh/hook";

    private static final Map<Path, Path> COPIES = new ConcurrentHashMap<>();

    private Offline() {}

    /** The umbrella, where the cluster gives this answer (a template's expression). */
    static Path umbrella(String answer) {
        var copy = Path.of("target", "offline", Integer.toHexString(answer.hashCode()), "hallmark");
        return COPIES.computeIfAbsent(copy, to -> {
            copy(Charts.UMBRELLA, to, answer);
            return to;
        });
    }

    /** The chart of a service with the library in it, as {@code helm dependency build} leaves it. */
    static Path alone(String chart) {
        return COPIES.computeIfAbsent(Path.of("target", "alone", chart), to -> {
            copy(Charts.service(chart), to, NOTHING_EXISTS);
            copy(Charts.service(Charts.LIBRARY), to.resolve("charts").resolve(Charts.LIBRARY), NOTHING_EXISTS);
            return to;
        });
    }

    private static void copy(Path from, Path to, String answer) {
        try (var files = Files.walk(from)) {
            delete(to);
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target,
                        Files.readString(file)
                                .replace(LOOKUP, "(" + answer + ")")
                                .replace(HOOK, "hallmark.test/hook"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A template that is gone must not be rendered from an earlier copy. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
