package dev.hallmark.gateway.server;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class TlsIT {

    @Test
    void olderTlsIsNotSpoken() throws Exception {
        var attempt = OpenSsl.request("-tls1_2");

        assertThat(attempt.output()).contains("alert").doesNotContain("HTTP/1.1");
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
