package dev.hallmark.mosquitto.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerProcessTest {

    @TempDir
    Path directory;

    private Path pidFile;
    private BrokerProcess broker;
    private Process process;

    @BeforeEach
    void noBrokerYet() {
        pidFile = directory.resolve("mosquitto.pid");
        broker = new BrokerProcess(pidFile, Path.of("/proc"));
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessThatCatchesTheSignalGetsIt() throws Exception {
        // Given
        var got = directory.resolve("got");
        var ready = directory.resolve("ready");
        run("trap 'touch %s; exit' HUP; touch %s; while :; do sleep 0.1; done".formatted(got, ready));
        await().until(() -> Files.exists(ready));

        // When
        assertThat(broker.reload()).isTrue();

        // Then
        await().until(() -> Files.exists(got));
    }

    @Test
    void aProcessThatTheSignalWouldKillIsNotSignalled() throws Exception {
        run("exec sleep 60");

        assertThat(broker.reload()).isFalse();
        assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void noPidFileIsNoBroker() throws Exception {
        assertThat(broker.reload()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1; reboot", "99999999999", "4194305"})
    void aPidFileThatNamesNobodyIsNoBroker(String content) throws Exception {
        Files.writeString(pidFile, content);

        assertThat(broker.reload()).isFalse();
    }

    /** A shell cannot trap what is ignored when it starts, as SIGHUP is under nohup. */
    private void run(String script) throws IOException {
        process = new ProcessBuilder(List.of("env", "--default-signal=HUP", "sh", "-c", script)).start();
        Files.writeString(pidFile, process.pid() + "\n");
    }
}
