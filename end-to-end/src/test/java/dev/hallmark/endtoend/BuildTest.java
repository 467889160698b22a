package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./hallmark} builds: in a checkout of nothing but the script, with a Maven that only notes its calls. */
class BuildTest {

    private static final String MAVEN =
            """
            #!/bin/sh
            cd '%s'
            echo built >>builds
            while [ -e wait ]; do sleep 0.1; done
            """;

    @TempDir
    Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        Files.copy(Sandbox.PROJECT.resolve("hallmark"), checkout.resolve("hallmark"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        var maven = Files.createDirectory(checkout.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN.formatted(checkout));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void ofTwoBuildsAtOnceTheSecondWaitsAndFindsNothingToBuild() throws Exception {
        // Given
        letMavenWait();
        var first = start("first", "build");
        await().until(() -> !builds().isEmpty());

        // When
        var second = start("second", "build");
        await().until(() -> output("second").contains("waiting for another build…"));
        letMavenGoOn();

        // Then
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(output("first")).contains("building…", "the first time");
        assertThat(output("second")).doesNotContain("building…");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void anotherBuildIsNotTheFirst() throws IOException {
        // Given
        assertThat(hallmark("build").status()).isZero();

        // When
        var again = hallmark("build");

        // Then
        assertThat(again.output()).isEqualTo("building…\n");
        assertThat(builds()).hasSize(2);
    }

    @Test
    void whereNothingIsBuiltAndNothingRunsStatusSaysSoAndBuildsNothing() throws IOException {
        var status = hallmark("status");
        var forPrograms = hallmark("status", "--json");

        assertThat(status.status()).isEqualTo(1);
        assertThat(status.output()).contains("No sandbox runs in " + checkout, "./hallmark up");
        assertThat(forPrograms.output()).isEqualTo("{\"running\":false,\"healthy\":false}\n");
        assertThat(builds()).isEmpty();
    }

    @Test
    void aCommandThatThereIsNotIsNamed() throws IOException {
        var unknown = hallmark("nonsense");

        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.output())
                .startsWith("there is no command 'nonsense'")
                .contains("./hallmark up");
        assertThat(builds()).isEmpty();
    }

    private List<String> builds() throws IOException {
        var file = checkout.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void letMavenWait() throws IOException {
        Files.createFile(checkout.resolve("wait"));
    }

    private void letMavenGoOn() throws IOException {
        Files.delete(checkout.resolve("wait"));
    }

    private Process start(String name, String command) throws IOException {
        return script(command)
                .redirectErrorStream(true)
                .redirectOutput(checkout.resolve(name).toFile())
                .start();
    }

    private String output(String name) throws IOException {
        return Files.readString(checkout.resolve(name));
    }

    private Commands.Result hallmark(String... arguments) {
        return Commands.tryRun(script(arguments));
    }

    private ProcessBuilder script(String... arguments) {
        var command = Stream.concat(Stream.of(checkout.resolve("hallmark").toString()), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList());
        builder.environment().merge("PATH", checkout.resolve("bin") + ":", (path, ours) -> ours + path);
        builder.environment().put("HALLMARK_HOME", checkout.resolve("home").toString());
        builder.environment().remove("HALLMARK_BUILD");
        return builder;
    }
}
