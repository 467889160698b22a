package dev.hallmark.sandbox.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path directory;

    @Test
    void secretsAreMadeOnceAndReadByTheirOwnerAlone() throws Exception {
        // When
        var first = Secrets.of(home()).named("keystore");
        var again = Secrets.of(home()).named("keystore");
        var other = Secrets.of(home()).named("database.ca");

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void wipingTakesWhatASandboxMadeAndNothingElse() throws Exception {
        // Given
        var secret = Secrets.of(home()).named("keystore");
        Files.createDirectories(directory.resolve("data/ca"));
        var foreign = Files.writeString(directory.resolve("thesis.tex"), "not ours");

        // When
        home().wipe();

        // Then
        assertThat(directory.toFile().listFiles()).containsExactly(foreign.toFile());
        assertThat(Secrets.of(home()).named("keystore")).isNotEqualTo(secret);
    }

    private Home home() {
        return new Home(directory, directory);
    }
}
