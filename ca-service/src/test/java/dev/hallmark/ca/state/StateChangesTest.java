package dev.hallmark.ca.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of certificates has one home, so that {@link CertificateStates} shows every change. */
class StateChangesTest {

    /** SQL that changes rows of certificates, but for the new ones, and entities that would have them changed. */
    private static final Pattern CHANGE = Pattern.compile(
            "\\b(update|merge\\s+into|delete\\s+from)\\s+(only\\s+)?\"?certificate\\b"
                    + "|@Table\\([^)]*\"certificate\""
                    + "|insert\\s+into\\s+certificate\\b(?:(?!;\\n).)*?\\bon\\s+conflict\\b(?:(?!;\\n).)*?\\bdo\\s+update\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A statement is often written in several literals. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void oneClassChangesTheStateOfCertificates() {
        assertThat(sources())
                .filteredOn(source -> changes(read(source)))
                .extracting(source -> source.getFileName().toString())
                .containsExactly("CertificateStates.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"update certificate set state = 'held'\"",
                "\"with found as (select 1) UPDATE\" \n + \" certificate set open = true\"",
                "\"delete from certificate where serial = $1\"",
                "\"insert into certificate (serial) values ($1)\"\n + \" on conflict (serial) do update set open = true\"",
                "@Entity\n@Table(name = \"certificate\")"
            })
    void changesAreRecognised(String source) {
        assertThat(changes(source)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"select serial from certificate where state = 'held' for update\"",
                "\"insert into certificate (serial) values ($1)\"; \"insert into device on conflict do nothing\"",
                "\"update certificates_seen set number = 1\""
            })
    void whatReadsOrAddsIsNoChange(String source) {
        assertThat(changes(source)).isFalse();
    }

    private static boolean changes(String source) {
        return CHANGE.matcher(JOINT.matcher(source).replaceAll("")).find();
    }

    private static List<Path> sources() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
