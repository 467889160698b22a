package dev.hallmark.endtoend.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * One of the services that there are: the project's one list of them, {@code services.conf}, says what its columns mean.
 */
public record Service(
        String name,
        String module,
        String packageName,
        int port,
        int management,
        boolean replicated,
        boolean openapi,
        List<String> after,
        List<String> given) {

    private static final Path LIST = Sandbox.PROJECT.resolve("sandbox/src/main/resources/services.conf");

    public static List<Service> all() {
        try (var lines = Files.lines(LIST)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> of(line.strip().split("\\s+", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of those that are so. */
    public static List<String> names(Predicate<Service> wanted) {
        return all().stream().filter(wanted).map(Service::name).toList();
    }

    public boolean hasDatabase() {
        return after.contains("postgres");
    }

    private static Service of(String... columns) {
        return new Service(
                columns[0],
                columns[1],
                columns[2],
                Integer.parseInt(columns[3]),
                Integer.parseInt(columns[4]),
                columns[5].equals("many"),
                columns[6].equals("yes"),
                List.of(columns[7].split(",", -1)),
                List.of(columns[8].split(",", -1)));
    }
}
