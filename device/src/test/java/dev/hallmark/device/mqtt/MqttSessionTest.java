package dev.hallmark.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.SigningKey;
import dev.hallmark.device.peer.Mosquitto;
import dev.hallmark.device.peer.TestAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttSessionTest {

    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private TestAuthority server;
    private TestAuthority devices;
    private Mosquitto broker;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = new TestAuthority("server");
        devices = new TestAuthority("devices");
        broker = new Mosquitto(directory, server, devices.certificate());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aDevicePublishesOnItsOwnTopicsAndOnNoOthers() throws Exception {
        try (var session = open("dev-1", devices)) {
            assertThat(session.connectReason()).hasToString("0x00 SUCCESS");
            assertThat(session.publish("devices/dev-1/up/a", "x").accepted()).isTrue();
            assertThat(session.publish("devices/dev-2/up/a", "x")).hasToString("0x87 NOT_AUTHORIZED");
            assertThat(session.publish("devices/dev-1/down/a", "x").accepted()).isFalse();
        }
    }

    @Test
    void theApplicationReceivesMessagesAndAnswers() throws Exception {
        try (var application = Application.start(details("application"), certificate("application", devices));
                var session = open("dev-1", devices)) {
            assertThat(session.subscribe("devices/dev-1/down/#").accepted()).isTrue();

            assertThat(session.publish("devices/dev-1/up/a", "hello").accepted())
                    .isTrue();

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(received)
                    .containsExactly(new Message("devices/dev-1/down/answer", "hello")));
            assertThat(application.heard()).isEqualTo(1);
        }
    }

    @Test
    void aDeviceOfAnotherAuthorityIsRefused() throws Exception {
        var foreign = new TestAuthority("foreign");

        assertThatThrownBy(() -> open("dev-1", foreign)).isInstanceOf(MqttFailedException.class);
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        var foreign = details("dev-1", new TestAuthority("foreign"));
        var certificate = certificate("dev-1", devices);

        assertThatThrownBy(() -> MqttSession.open(foreign, certificate, received::add))
                .hasMessage("TLS refused");
    }

    @Test
    void theEndOfASessionIsReported() throws Exception {
        try (var session = open("dev-1", devices)) {
            broker.close();

            assertThat(session.closed().get(10, TimeUnit.SECONDS).reason()).isNotBlank();
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void aSessionTakenOverEnds() throws Exception {
        try (var first = open("dev-1", devices);
                var second = open("dev-1", devices)) {
            assertThat(first.closed().get(10, TimeUnit.SECONDS).reason())
                    .isIn("connection closed", "disconnected: 0x8E SESSION_TAKEN_OVER");
            assertThat(second.isOpen()).isTrue();
        }
    }

    private MqttSession open(String name, TestAuthority authority) throws Exception {
        return MqttSession.open(details(name), certificate(name, authority), received::add);
    }

    private static ClientCertificate certificate(String name, TestAuthority authority) throws Exception {
        var key = SigningKey.generate();
        return new ClientCertificate(key, List.of(authority.issueClient(name, key.publicKey())));
    }

    private ConnectionDetails details(String name) throws Exception {
        return details(name, server);
    }

    private ConnectionDetails details(String name, TestAuthority brokerAuthority) throws Exception {
        var pem = TestAuthority.pem(brokerAuthority.certificate());
        return new ConnectionDetails(
                "mosquitto", "mqtts", "localhost", broker.port(), name, null, pem, List.of(), List.of(), null, null);
    }
}
