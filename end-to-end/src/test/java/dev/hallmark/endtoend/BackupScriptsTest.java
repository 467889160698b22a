package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of deploy/backup refuse before they touch anything; {@link RestoreIT} shows what they do. */
class BackupScriptsTest {

    @TempDir
    Path directory;

    @Test
    void aTimeInAnotherFormIsRefused() {
        for (var script : List.of("compare.sh", "enter-certificates.sh", "rewind-consumers.sh")) {
            assertRefused(
                    "'yesterday' is no time; what is accepted looks like 2026-03-01T14:00:00Z", script, "yesterday");
        }
    }

    @Test
    void rewindingNamesTheVariableThatIsMissing() {
        assertRefused("KAFKA is not set", "rewind-consumers.sh", "2026-03-01T14:00:00Z");
    }

    @Test
    void aDumpOverwritesNothing() throws IOException {
        Files.writeString(directory.resolve("anything"), "");

        assertRefused(directory + " is not empty", "dump.sh", directory.toString());
    }

    @Test
    void aDumpThatHasChangedIsNotRestored() throws IOException {
        Files.writeString(directory.resolve("begun"), "2026-03-01T14:00:00Z\n");
        Files.writeString(directory.resolve("sha256sums"), "%s  begun%n".formatted("0".repeat(64)));

        assertRefused(directory + " is not as dump.sh left it", "restore.sh", directory.toString());
    }

    @Test
    void anUnknownDatabaseIsRefusedWithThoseThatThereAre() {
        assertRefused(
                "there is no database registrations; there are: audit policy ca attestation registry console",
                "after-restore.sh",
                "registrations");
    }

    private static void assertRefused(String message, String script, String... arguments) {
        var program = Sandbox.PROJECT.resolve("deploy/backup").resolve(script).toString();
        var command = new ProcessBuilder(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
        command.environment().remove("KAFKA");
        // Whatever it would reach, it does not reach it.
        command.environment().put("PGHOST", "/nowhere");

        var result = Commands.tryRun(command);

        assertThat(result.output()).contains(message);
        assertThat(result.status()).isEqualTo(1);
    }
}
