package dev.hallmark.sandbox.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.home.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInLinksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void theFileHasTheHashOfTheCodeAndOnlyItsOwnerReadsIt() throws Exception {
        // When
        var link = at(NOW).create("http://localhost:8080");

        // Then
        assertThat(link).matches("http://localhost:8080/sign-in/link\\?code=[\\w-]{22}");
        assertThat(Files.readAllLines(home().links())).containsExactly(hash(link) + " admin 1767225900");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().links())))
                .isEqualTo("rw-------");
    }

    @Test
    void thoseThatCanBeUsedAreKept() throws Exception {
        // Given
        var first = at(NOW).create("");
        var second = at(NOW.plusSeconds(200)).create("");

        // When
        var third = at(NOW.plusSeconds(301)).create("");

        // Then
        assertThat(Files.readAllLines(home().links()))
                .map(line -> line.split(" ", -1)[0])
                .containsExactly(hash(second), hash(third))
                .doesNotContain(hash(first));
    }

    private SignInLinks at(Instant time) {
        return new SignInLinks(home(), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static String hash(String link) throws Exception {
        var code = link.substring(link.indexOf('=') + 1);
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.US_ASCII)));
    }

    private Home home() {
        return new Home(directory, directory);
    }
}
