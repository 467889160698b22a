package dev.hallmark.sandbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

    @TempDir
    private Path directory;

    @Test
    void aTokenOfAHomeWhereNothingRunsComesWithANote() throws IOException {
        assertThat(note()).contains("no sandbox runs in " + directory, "./hallmark up");
    }

    @Test
    void aTokenOfARunningSandboxComesWithoutANote() throws IOException {
        // Given
        Files.writeString(
                directory.resolve("addresses.json"),
                "{\"pid\":\"%d\"}".formatted(ProcessHandle.current().pid()));

        // Then
        assertThat(note()).isEmpty();
    }

    private String note() throws IOException {
        var err = new StringWriter();
        TokenCommand.noteWhenNothingRuns(new Home(directory, directory), new PrintWriter(err, true));
        return err.toString();
    }
}
