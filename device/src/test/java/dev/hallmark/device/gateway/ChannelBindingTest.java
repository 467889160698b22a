package dev.hallmark.device.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.peer.TestAuthority;
import dev.hallmark.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelBindingTest {

    @TempDir
    private Path directory;

    @Test
    void opensslOnTheOtherEndExportsTheSameBytes() throws Exception {
        var authority = new TestAuthority("server");
        var store = authority.issueServer();
        write("cert.pem", TestAuthority.pem((X509Certificate) store.getCertificate("server")));
        write(
                "key.pem",
                TestAuthority.pem(
                        "PRIVATE KEY", store.getKey("server", new char[0]).getEncoded()));
        var port = Ports.free();
        var server = serve(port);
        try {
            await().atMost(20, TimeUnit.SECONDS).until(() -> said().contains("ACCEPT"));

            var gateway = new Gateway(URI.create("https://localhost:" + port), List.of(authority.certificate()));
            try (var connection = gateway.connect()) {
                var hex = HexFormat.of().formatHex(connection.channelBinding()).toUpperCase(Locale.ROOT);
                await().atMost(20, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(said()).contains("Keying material: " + hex));
            }
        } finally {
            server.destroyForcibly().onExit().join();
        }
    }

    private Process serve(int port) throws IOException {
        return new ProcessBuilder(("openssl s_server -accept 127.0.0.1:%d -cert cert.pem -key key.pem -tls1_3"
                                + " -keymatexport EXPORTER-Channel-Binding -keymatexportlen 32")
                        .formatted(port)
                        .split(" ", -1))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"), StandardCharsets.ISO_8859_1);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
