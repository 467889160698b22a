package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.endtoend.system.Commands;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device of {@code docs/examples}, made of bash, openssl and sed, as the documentation prints it. */
class ShellDeviceIT {

    private final Sandbox sandbox = Sandbox.running();

    @TempDir
    Path directory;

    @Test
    void aDeviceMadeOfBashAndOpensslOnboards() throws Exception {
        // Given
        var key = directory.resolve("identity.pem").toString();
        Commands.run("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key);
        var id = Commands.run(
                        "bash", "-c", "openssl pkey -in '" + key + "' -pubout -outform DER | openssl dgst -sha256 -r")
                .substring(0, 64);
        new Operator(sandbox).welcome(List.of(id));

        // When
        var script = Sandbox.PROJECT.resolve("docs/examples/onboard.sh").toString();
        var output = Commands.run(new ProcessBuilder(
                        "bash",
                        script,
                        sandbox.address("gateway").getAuthority(),
                        sandbox.serverAuthority().toString(),
                        key,
                        directory.toString())
                .directory(directory.toFile()));

        // Then
        assertThat(output).contains(id);
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
}
