package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image whose list of components is not what is in it is not built: what {@code components.sh} says of each difference. */
class ComponentsTest {

    /** As the CycloneDX plugin writes one. */
    private static final String COMPONENT =
            """
            {
              "type" : "library",
              "bom-ref" : "pkg:maven/%1$s/%2$s@%3$s?type=jar",
              "group" : "%1$s",
              "name" : "%2$s",
              "version" : "%3$s",
              "hashes" : [
                {
                  "alg" : "MD5",
                  "content" : "00"
                },
                {
                  "alg" : "SHA-256",
                  "content" : "%4$s"
                }
              ]
            }""";

    private static final String LIST =
            """
            {
              "bomFormat" : "CycloneDX",
              "components" : [
            %s
              ],
              "dependencies" : [ ]
            }
            """;

    @TempDir
    Path image;

    @BeforeEach
    void packageTwo() throws Exception {
        jar("org.example.one-1.0", "one");
        jar("org.example.two-2.0-linux", "two");
        list(LIST.formatted(components(Map.of("one:1.0", "one", "two:2.0", "two"))));
    }

    @Test
    void whatIsListedIsPackaged() {
        assertThat(check().output()).isEmpty();
        assertThat(check().status()).isZero();
    }

    @Test
    void aJarThatIsNotListedIsNamed() throws IOException {
        jar("org.example.other-3.0", "other");

        assertThat(check().status()).isEqualTo(1);
        assertThat(check().output()).contains("org.example.other-3.0.jar is not on the list of components");
    }

    @Test
    void aJarOfOtherContentIsNamed() throws IOException {
        jar("org.example.one-1.0", "changed");

        assertThat(check().status()).isEqualTo(1);
        assertThat(check().output())
                .contains(
                        "org.example.one-1.0.jar is not on the list of components, or has another SHA-256",
                        "org.example.one-1.0 is on the list of components, and no jar has its SHA-256");
    }

    @Test
    void aJarOfAnotherVersionIsNamed() throws IOException {
        Files.move(lib("org.example.one-1.0"), lib("org.example.one-1.1"));

        assertThat(check().status()).isEqualTo(1);
        assertThat(check().output())
                .contains("org.example.one-1.1.jar is on the list of components as org.example.one-1.0");
    }

    @Test
    void aListThatIsMissingOrEmptyIsRefused() throws IOException {
        list("");
        assertThat(check().status()).isEqualTo(1);
        assertThat(check().output()).contains("has no list of its components", "without -o");

        list(LIST.formatted(""));
        assertThat(check().status()).isEqualTo(1);
        assertThat(check().output()).contains("the list of components is empty");
    }

    private Commands.Result check() {
        var script = Sandbox.PROJECT.resolve("deploy/images/components.sh").toString();
        var command = new ProcessBuilder(script, image.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Commands.tryRun(command);
    }

    /** By name and version, with the content of their jars. */
    private static String components(Map<String, String> contents) {
        return contents.entrySet().stream()
                .map(one -> {
                    var names = one.getKey().split(":", 2);
                    return COMPONENT
                            .indent(4)
                            .stripTrailing()
                            .formatted("org.example", names[0], names[1], sha256(one.getValue()));
                })
                .collect(Collectors.joining(",\n"));
    }

    private void jar(String name, String content) throws IOException {
        Files.createDirectories(lib(name).getParent());
        Files.writeString(lib(name), content);
    }

    private Path lib(String name) {
        return image.resolve("lib/main").resolve(name + ".jar");
    }

    private void list(String text) throws IOException {
        var jar = Files.createDirectories(image.resolve("app")).resolve("service.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/sbom/application.cdx.json"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
