package dev.hallmark.sandbox.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    private Path directory;

    private Home home;
    private Process process;

    @BeforeEach
    void startProcessOnThisHome() throws Exception {
        home = new Home(directory, directory);
        process = new ProcessBuilder(
                        "sh", "-c", "sleep 600; true", directory.resolve("data").toString())
                .start();
    }

    @AfterEach
    void endProcess() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Test
    void aProcessOfAKilledRunIsStopped() throws Exception {
        // Given
        PidFile.write(home.processes(), "ca", process.toHandle());

        // When
        var stopped = Leftovers.stop(home);

        // Then
        assertThat(stopped).containsExactly("ca");
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(home.processes()).isEmptyDirectory();
    }

    /** Each goes once the other has been asked too. */
    @Test
    void allAreAskedAtOnce() throws Exception {
        // Given
        PidFile.write(home.processes(), "ca-1", courteous("ca-1", "ca-2").toHandle());
        PidFile.write(home.processes(), "ca-2", courteous("ca-2", "ca-1").toHandle());

        // When
        var stopped = Leftovers.stop(home);

        // Then
        assertThat(stopped).containsExactlyInAnyOrder("ca-1", "ca-2");
        assertThat(directory.resolve("ca-1.gone")).exists();
        assertThat(directory.resolve("ca-2.gone")).exists();
    }

    private Process courteous(String name, String other) throws Exception {
        var script = "trap 'touch %s.asked; until [ -e %s.asked ]; do sleep 0.05; done; touch %s.gone; exit' TERM;"
                + " echo; while :; do sleep 0.05; done";
        var started = new ProcessBuilder("sh", "-c", script.formatted(name, other, name), directory.toString())
                .directory(directory.toFile())
                .start();
        assertThat(started.getInputStream().read()).isEqualTo('\n');
        return started;
    }

    @Test
    void aProcessThatGotTheNumberLaterIsLeftAlone() throws Exception {
        // Given
        PidFile.write(home.processes(), "ca", process.toHandle());
        var file = home.processes().resolve("ca.pid");
        var earlier = Files.readString(file).strip().replaceFirst("[0-9]+$", "1");
        Files.writeString(file, earlier);

        // When
        var stopped = Leftovers.stop(home);

        // Then
        assertThat(stopped).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessOfAnotherHomeIsLeftAlone(@TempDir Path elsewhere) throws Exception {
        // Given
        var other = new Home(elsewhere, elsewhere);
        PidFile.write(other.processes(), "ca", process.toHandle());

        // When
        var stopped = Leftovers.stop(other);

        // Then
        assertThat(stopped).isEmpty();
        assertThat(process.isAlive()).isTrue();
    }
}
