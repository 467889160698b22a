package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Documentation;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device made of bash, openssl and sed, run as the documentation prints it. */
class ShellDeviceIT {

    private static final Pattern DEVICE_ID = Pattern.compile("[0-9a-f]{64}");

    private final Sandbox sandbox = Sandbox.running();
    private final Documentation documentation = new Documentation(sandbox);

    @TempDir
    Path directory;

    @Test
    void aDeviceMadeOfBashAndOpensslOnboards() throws Exception {
        // Given
        var commands = documentation.commands("docs/devices.md");
        var made = Commands.run(documentation.shell(directory, commands.get(0)));
        var id = DEVICE_ID.matcher(made).results().findFirst().orElseThrow().group();
        new Operator(sandbox).welcome(List.of(id));

        // When
        var shell = documentation.shell(directory, commands.get(1));
        shell.environment().put("PATH", nothingBut("bash", "openssl", "sed").toString());
        var output = Commands.run(shell);

        // Then
        assertThat(output).contains("device " + id, "onboarded to mosquitto");
        var certificate = Commands.run(
                "openssl",
                "x509",
                "-noout",
                "-subject",
                "-in",
                directory.resolve("certificate.pem").toString());
        assertThat(certificate).contains("CN = dev-" + id.substring(0, 32));
        assertThat(Files.readString(directory.resolve("connection.json"))).contains("\"target\":\"mosquitto\"");
    }

    private Path nothingBut(String... programs) throws IOException {
        var path = Files.createDirectory(directory.resolve("path"));
        for (var program : programs) {
            var file = Commands.run("bash", "-c", "command -v " + program).strip();
            Files.createSymbolicLink(path.resolve(program), Path.of(file));
        }
        return path;
    }
}
