package dev.hallmark.device.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.device.identity.KeyFile;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.peer.FakeGateway;
import dev.hallmark.device.peer.Fault;
import dev.hallmark.device.peer.TestAuthority;
import dev.hallmark.testkit.Programs;
import dev.hallmark.testkit.Programs.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The device of {@code docs/examples/onboard.sh}, on a path that has bash, openssl and sed, and nothing else. */
class ShellDeviceTest {

    private static final Path SCRIPT =
            Path.of("../docs/examples/onboard.sh").toAbsolutePath().normalize();

    private static final List<String> TOOLS = List.of("bash", "openssl", "sed");

    @TempDir
    private Path directory;

    private FakeGateway gateway;

    @BeforeEach
    void start() throws Exception {
        var authority = new TestAuthority("server");
        gateway = new FakeGateway(authority);
        Files.writeString(directory.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        KeyFile.write(directory.resolve("identity.pem"), SigningKey.generate());
        Files.createDirectory(directory.resolve("bin"));
        for (var tool : TOOLS) {
            Files.createSymbolicLink(
                    directory.resolve("bin").resolve(tool), Programs.find(tool).orElseThrow());
        }
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        for (var tool : TOOLS) {
            Files.delete(directory.resolve("bin").resolve(tool));
        }
    }

    @Test
    void itOnboardsOverOneConnection() throws Exception {
        var run = run("ca.pem");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).contains("onboarded to mosquitto at localhost:8883");
        assertThat(gateway.connections()).isEqualTo(1);
        assertThat(gateway.requests()).hasSize(4);
        assertThat(Programs.output(directory, "openssl", "x509", "-in", "certificate.pem", "-noout", "-pubkey"))
                .isEqualTo(Programs.output(directory, "openssl", "pkey", "-in", "key.pem", "-pubout"));
        assertThat(Files.readString(directory.resolve("broker-ca.pem")))
                .isEqualTo(TestAuthority.pem(gateway.services().issuing().certificate()));
        assertThat(Files.readString(directory.resolve("connection.json"))).contains("\"clientId\":\"dev-");
    }

    @Test
    void itReadsChunkedAnswersAndWaitsToBeKnown() throws Exception {
        gateway.services().answerInChunks();
        gateway.fail("/challenges", Fault.NOT_FOUND);

        var run = run("ca.pem");

        assertThat(run.code()).as(run.output()).isZero();
        assertThat(gateway.requests()).hasSize(5);
        assertThat(gateway.connections()).isEqualTo(1);
    }

    @Test
    void runAgainItHasTheSameKeyAndCertificate() throws Exception {
        assertThat(run("ca.pem").code()).isZero();
        var certificate = Files.readString(directory.resolve("certificate.pem"));

        var again = run("ca.pem");

        assertThat(again.code()).as(again.output()).isZero();
        assertThat(Files.readString(directory.resolve("certificate.pem"))).isEqualTo(certificate);
    }

    @Test
    void itSaysWhenItIsRefused() throws Exception {
        gateway.fail("/evidence", Fault.FORBIDDEN);

        assertThat(run("ca.pem")).isEqualTo(new Outcome(1, lastLine("onboard.sh: evidence refused: 403 ")));
    }

    @Test
    void itSaysWhenTheConnectionIsLost() throws Exception {
        gateway.fail("/simpleenroll", Fault.CRASH_BEFORE);

        var run = run("ca.pem");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("the gateway closed the connection; run this again");
    }

    @Test
    void itDoesNotTrustAServerOfAnotherAuthority() throws Exception {
        var foreign = new TestAuthority("foreign").certificate();
        Files.writeString(directory.resolve("other.pem"), TestAuthority.pem(foreign));

        var run = run("other.pem");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("no TLS connection to localhost:").contains("verify error");
        assertThat(gateway.requests()).isEmpty();
    }

    private String lastLine(String said) throws Exception {
        var id = KeyFile.read(directory.resolve("identity.pem")).fingerprint();
        return "device " + HexFormat.of().formatHex(id) + "\n" + said + "\n";
    }

    private Outcome run(String authorities) throws Exception {
        var builder = new ProcessBuilder(
                        "bin/bash", SCRIPT.toString(), "localhost:" + gateway.port(), authorities, "identity.pem", ".")
                .directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", directory.resolve("bin").toString(), "PATIENCE", "20"));
        return Programs.run(builder);
    }
}
