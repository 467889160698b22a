package dev.hallmark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedProcessTest {

    private static final int TERMINATED = 128 + 15;
    private static final int KILLED = 128 + 9;

    /** That a parent is gone shows as the end of the pipe from it. */
    @Test
    void aProgramWhosePipeEndsIsTerminated() throws Exception {
        var process = GuardedProcess.terminated(List.of("sleep", "600")).start();

        process.getOutputStream().close();

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
    }

    @Test
    void aProgramThatDoesNotEndIsKilled() throws Exception {
        // Given
        var process = GuardedProcess.terminated(List.of("sh", "-c", "trap '' TERM; echo; while :; do sleep 1; done"))
                .start();
        assertThat(process.getInputStream().read()).isEqualTo('\n');

        // When
        process.getOutputStream().close();

        // Then
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(40));
        assertThat(process.exitValue()).isEqualTo(KILLED);
    }

    @Test
    void aProgramThatEndsByItselfLeavesNoWatcherBehind() throws Exception {
        // Given
        var process =
                GuardedProcess.terminated(List.of("sh", "-c", "read line")).start();

        // When
        var watchers = process.toHandle().descendants().toList();

        // Then
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }
}
