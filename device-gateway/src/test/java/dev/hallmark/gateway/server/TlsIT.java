package dev.hallmark.gateway.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class TlsIT {

    @Test
    void olderTlsIsNotSpoken() throws Exception {
        var attempt = OpenSsl.request("-tls1_2");

        assertThat(attempt.output()).contains("alert").doesNotContain("HTTP/1.1");
    }

    /** RFC 6066 §3: a server continues, or sends unrecognized_name; it has no other alert for a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "device_gateway",
                "device-gateway.",
                "gerät.example",
                "127.0.0.1",
                "::1",
                "a..b",
                "-a-",
                "*",
                "other.example",
                "a b"
            })
    void anyServerNameIsServed(String name) throws Exception {
        var answer = OpenSsl.request("-servername", name);

        assertThat(answer.served()).as(answer.output()).isTrue();
        assertThat(World.facts("attestation-service", answer.echo()).channelBinding())
                .contains(answer.exporter());
    }

    /** Names that openssl cannot be made to send. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 300, 4096})
    void aServerNameOfAnyLengthIsServed(int length) throws Exception {
        for (var octet : new byte[] {'a', '.', 0, (byte) 0xff}) {
            var name = new byte[length];
            Arrays.fill(name, octet);
            try (var connection = RawConnection.tlsTo(name)) {
                assertThat(connection
                                .send("GET /attestation/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .readToEnd())
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void aSessionIsResumedUnderAnyServerName() throws Exception {
        var session = World.file("named.session").toString();
        var first = OpenSsl.request("-servername", "device_gateway", "-alpn", "h2,http/1.1", "-sess_out", session);
        var second = OpenSsl.request("-servername", "device_gateway", "-alpn", "http/1.1", "-sess_in", session);

        assertThat(first.output()).contains("ALPN protocol: h2");
        assertThat(second.output()).contains("ALPN protocol: http/1.1");
        assertThat(second.resumed()).isTrue();
        assertThat(second.served()).isTrue();
    }

    @Test
    void newFilesAreANewCertificate() throws Exception {
        Files.copy(World.file("next.key"), World.file("server.key"), REPLACE_EXISTING);
        Files.copy(World.file("next.pem"), World.file("server.pem"), REPLACE_EXISTING);

        var next = Files.readAllLines(World.file("next.pem")).get(1);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(OpenSsl.request().output()).contains(next));
    }
}
