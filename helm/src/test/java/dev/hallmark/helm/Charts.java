package dev.hallmark.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The charts as Helm renders them; Helm itself runs within this process. */
final class Charts {

    static final Path PROJECT = Path.of("..");
    static final Path UMBRELLA = Path.of("hallmark");
    static final String LIBRARY = "library";
    static final String RELEASE = "hallmark";

    /** Without one, Helm renders for its own oldest. */
    private static final String KUBERNETES = "1.34.0";

    private static final Map<List<String>, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Charts() {}

    /** The charts of the services. */
    static List<String> services() {
        try (var charts = Files.list(UMBRELLA.resolve("charts"))) {
            return charts.map(chart -> chart.getFileName().toString())
                    .filter(chart -> !chart.equals(LIBRARY))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path service(String chart) {
        return UMBRELLA.resolve("charts").resolve(chart);
    }

    /** The twenty lines at the head of values.yaml. */
    static String twentyLines() {
        return lines(UMBRELLA.resolve("values.yaml")).stream()
                .filter(line -> line.startsWith("#   "))
                .map(line -> line.substring("#   ".length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A file of values beside values.yaml. */
    static String profile(String name) {
        return String.join("\n", lines(UMBRELLA.resolve("values-" + name + ".yaml")));
    }

    /** What values-small.yaml cannot know. */
    static String small() {
        return profile("small")
                .replaceFirst("global:\n", "global:\n  oidc: {issuer: \"https://login.example.com\"}\n")
                .replaceFirst("console:\n", "console:\n  oidc: {existingSecret: console-oidc}\n");
    }

    /** Renders the umbrella with these values, the later ones before the earlier ones. */
    static Manifests render(String... values) {
        return release(RELEASE, values);
    }

    static Manifests release(String name, String... values) {
        return RENDERED.computeIfAbsent(
                List.of(name, String.join("\n---\n", values)),
                key -> Manifests.parse(text(Offline.umbrella(Offline.NOTHING_EXISTS), name, values)));
    }

    /**
     * What {@code helm template} prints, without hooks.
     *
     * @throws IllegalStateException with Helm's message when it refuses
     */
    static String text(Path chart, String release, String... values) {
        try {
            var command = new Helm(chart)
                    .template()
                    .withName(release)
                    .withNamespace("hallmark")
                    .withKubeVersion(KUBERNETES);
            for (var one : values) {
                var file =
                        Files.createTempFile(Files.createDirectories(Path.of("target", "values")), "values", ".yaml");
                command = command.withValuesFile(Files.writeString(file, one));
            }
            return command.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
