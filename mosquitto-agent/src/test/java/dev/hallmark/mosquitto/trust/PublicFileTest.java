package dev.hallmark.mosquitto.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicFileTest {

    @TempDir
    Path directory;

    @Test
    void anyoneMayReadWhatWasWrittenAndNothingElseIsLeftBehind() throws IOException {
        var file = new PublicFile(directory.resolve("crl.pem"));

        assertThat(file.write("old")).isTrue();
        assertThat(file.write("new")).isTrue();

        assertThat(file.path()).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-r--r--");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file.path()));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void anUnchangedFileIsNotRewritten() throws IOException {
        // Given
        var file = new PublicFile(directory.resolve("crl.pem"));
        assertThat(file.write("same")).isTrue();
        var before = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file.path(), before);

        // When
        var changed = file.write("same");

        // Then
        assertThat(changed).isFalse();
        assertThat(Files.getLastModifiedTime(file.path())).isEqualTo(before);
    }
}
