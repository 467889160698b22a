package dev.hallmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphTest {

    @TempDir
    Path directory;

    @Test
    void showsTheStacksOfEachProcessOnItsName() throws Exception {
        var stacks = Files.writeString(directory.resolve("ca.collapsed"), "Thread.run;Signer.sign 30\nThread.run 5\n");
        var graph = new FlameGraph("a title");
        graph.add("ca-process", stacks);
        graph.add("database-process", 40);

        graph.write(directory.resolve("graph.html"));

        assertThat(directory.resolve("graph.html"))
                .content()
                .contains("a title", "ca-process", "Signer.sign", "database-process");
    }

    @Test
    void leavesOutWhatNobodyCouldSee() throws Exception {
        var stacks = Files.writeString(directory.resolve("ca.collapsed"), "Wide.frame 100000\nNarrow.frame 1\n");
        var graph = new FlameGraph("a title");
        graph.add("ca-process", stacks);

        graph.write(directory.resolve("graph.html"));

        assertThat(directory.resolve("graph.html"))
                .content()
                .contains("Wide.frame")
                .doesNotContain("Narrow.frame");
    }
}
