package dev.hallmark.helm;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The charts in a cluster, by the program helm, from their installation to their end. */
final class Release {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final String namespace;
    private final Path directory;

    /** @param directory for files of values */
    Release(String namespace, Path directory) {
        this.namespace = namespace;
        this.directory = directory;
    }

    void install(List<String> values) throws IOException {
        apply("install", values);
    }

    void upgrade(List<String> values) throws IOException {
        apply("upgrade", values);
    }

    private void apply(String what, List<String> values) throws IOException {
        var arguments = new ArrayList<>(List.of(Charts.UMBRELLA.toAbsolutePath().toString(), "--wait"));
        for (var one : values) {
            var file = Files.createTempFile(directory, "values", ".yaml");
            arguments.addAll(List.of("--values", Files.writeString(file, one).toString()));
        }
        helm(what, arguments);
    }

    /** Fails when its pod does, which then stays. One that succeeds is gone before anybody can read its log. */
    void test() throws IOException {
        helm("test", List.of());
    }

    /** Goes back to what was installed first. */
    void rollBack() throws IOException {
        helm("rollback", List.of("1", "--wait"));
    }

    void uninstall() throws IOException {
        helm("uninstall", List.of("--wait"));
    }

    @CanIgnoreReturnValue
    private String helm(String what, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("helm", what, Charts.RELEASE));
        command.addAll(arguments);
        command.addAll(List.of("--namespace", namespace, "--timeout", PATIENCE.toMinutes() + "m"));
        return Programs.run(command);
    }
}
