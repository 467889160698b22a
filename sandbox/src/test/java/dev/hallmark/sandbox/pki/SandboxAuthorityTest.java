package dev.hallmark.sandbox.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.sandbox.OpenSsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxAuthorityTest {
    @TempDir
    private Path directory;

    @Test
    void serverCertificatesHoldForLocalhostInTheEyesOfOpenSsl() throws Exception {
        // Given
        var authority = SandboxAuthority.open(directory, "server-ca", Clock.systemUTC());

        // When
        authority.ensureServer("gateway");

        // Then
        assertThat(verify("sslserver", "server-ca", "gateway", "-verify_hostname", "localhost"))
                .endsWith("OK\nexit 0");
        assertThat(verify("sslserver", "server-ca", "gateway", "-verify_ip", "127.0.0.1"))
                .endsWith("OK\nexit 0");
        assertThat(verify("sslserver", "server-ca", "gateway", "-verify_hostname", "elsewhere"))
                .contains("hostname mismatch");
    }

    @Test
    void aClientOfTheControlAuthorityIsNoServerAndNoClientOfAnother() throws Exception {
        // Given
        var control = SandboxAuthority.open(directory, "control-ca", Clock.systemUTC());
        SandboxAuthority.open(directory, "server-ca", Clock.systemUTC()).ensureServer("gateway");

        // When
        control.ensureClient("agent");

        // Then
        assertThat(verify("sslclient", "control-ca", "agent")).endsWith("OK\nexit 0");
        assertThat(verify("sslserver", "control-ca", "agent")).contains("unsuitable certificate purpose");
        assertThat(verify("sslclient", "server-ca", "agent")).doesNotContain("OK");
    }

    @Test
    void certificatesAreKeptUntilTheyAreNearlyOver() throws Exception {
        // Given
        SandboxAuthority.open(directory, "server-ca", Clock.systemUTC()).ensureServer("gateway");
        var first = Files.readString(directory.resolve("gateway.pem"));

        // When
        SandboxAuthority.open(directory, "server-ca", Clock.systemUTC()).ensureServer("gateway");
        var second = Files.readString(directory.resolve("gateway.pem"));
        var nextYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(340));
        SandboxAuthority.open(directory, "server-ca", nextYear).ensureServer("gateway");
        var third = Files.readString(directory.resolve("gateway.pem"));

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void keysAreTheirOwnersAlone() throws Exception {
        // When
        SandboxAuthority.open(directory, "server-ca", Clock.systemUTC()).ensureServer("gateway");

        // Then
        for (var key : new String[] {"server-ca-key.pem", "gateway-key.pem"}) {
            var permissions = Files.getPosixFilePermissions(directory.resolve(key));
            assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        }
    }

    private String verify(String purpose, String authority, String holder, String... more) throws Exception {
        var arguments = new ArrayList<Object>(List.of("verify", "-x509_strict", "-purpose", purpose));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("-CAfile", directory.resolve(authority + ".pem")));
        arguments.add(directory.resolve(holder + ".pem"));
        return OpenSsl.run(arguments.toArray());
    }
}
