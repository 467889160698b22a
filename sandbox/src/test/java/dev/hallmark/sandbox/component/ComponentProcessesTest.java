package dev.hallmark.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentProcessesTest {
    @TempDir
    private Path directory;

    private final List<String> waitedFor = new ArrayList<>();
    private Home home;
    private Process process;

    /** It takes a second to end. */
    @BeforeEach
    void startProcess() throws Exception {
        home = new Home(directory, directory);
        process =
                new ProcessBuilder("sh", "-c", "trap 'sleep 1; exit' TERM; echo; while :; do sleep 0.1; done").start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');
        ComponentProcesses.write(home, "ca", process.toHandle());
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void aProcessIsFoundUntilItIsForgotten() throws Exception {
        assertThat(ComponentProcesses.of(home)).isEqualTo(Map.of("ca", process.pid()));
        assertThat(ComponentProcesses.of(home, "ca")).contains(process.toHandle());

        ComponentProcesses.forget(home, "ca");

        assertThat(ComponentProcesses.of(home)).isEmpty();
        assertThat(ComponentProcesses.of(home, "ca")).isEmpty();
    }

    @Test
    void aHomeWhereNothingRanHasNone(@TempDir Path elsewhere) throws Exception {
        assertThat(ComponentProcesses.of(new Home(elsewhere, elsewhere))).isEmpty();
    }

    @Test
    void aProcessOfAKilledRunIsWaitedFor() throws Exception {
        ComponentProcesses.awaitEnd(home, component -> {
            waitedFor.add(component);
            process.destroy();
        });

        assertThat(waitedFor).containsExactly("ca");
        assertThat(process.toHandle().isAlive()).isFalse();
        assertThat(ComponentProcesses.of(home)).isEmpty();
    }

    @Test
    void aProcessThatGotTheNumberLaterIsNotWaitedFor() throws Exception {
        // Given
        var file = home.processes().resolve("ca.pid");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));

        // When
        ComponentProcesses.awaitEnd(home, waitedFor::add);

        // Then
        assertThat(waitedFor).isEmpty();
        assertThat(process.isAlive()).isTrue();
        assertThat(ComponentProcesses.of(home)).isEmpty();
    }
}
