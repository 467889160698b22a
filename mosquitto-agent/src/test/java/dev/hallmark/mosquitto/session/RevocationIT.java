package dev.hallmark.mosquitto.session;

import static dev.hallmark.testkit.TestDevice.randomId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.mosquitto.MqttClient;
import dev.hallmark.mosquitto.TestPki;
import dev.hallmark.mosquitto.TestSite;
import dev.hallmark.testkit.Credentials;
import dev.hallmark.testkit.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestSite.class)
class RevocationIT {

    private static final Logger LOG = Logger.getLogger(RevocationIT.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** CONNECT of MQTT 3.1.1 with a clean session and the client id "x"; its answer begins with 0x20. */
    private static final byte[] CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 1, 'x'};

    TestSite site;

    @BeforeEach
    void theBrokerRunsOnTheAgentsFiles() throws Exception {
        site.startBroker();
    }

    @Test
    void theSessionOfARevokedDeviceIsCutAndItCannotComeBack() throws Exception {
        // Given
        var id = randomId();
        var credentials = site.device(id.commonName());
        var device = site.connected(id, credentials);
        var other = randomId();
        var bystander = site.connected(other, site.device(other.commonName()));
        bystander.subscribe("devices/" + other.commonName() + "/down/#");

        // When
        var number = site.pki.revoke(credentials.certificate().getSerialNumber());
        publishRevoked(id, credentials, number);
        assertThat(device.isConnected()).isTrue();
        site.pki.publish();
        var begin = Instant.now();

        // Then
        device.cut().get(10, TimeUnit.SECONDS);
        LOG.infof(
                "a session was cut %d ms after its CRL",
                Duration.between(begin, Instant.now()).toMillis());
        assertThatThrownBy(() -> site.device(credentials, id.commonName()).connect())
                .isNotNull();
        assertThat(bystander.isConnected()).isTrue();
        assertThat(bystander.publish("devices/" + other.commonName() + "/up/x", "1"))
                .isIn(Mqtt5PubAckReasonCode.SUCCESS, Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS);
    }

    @Test
    void aTlsConnectionOpenedBeforeTheRevocationIsCutLater() throws Exception {
        // Given
        var id = randomId();
        var credentials = site.device(id.commonName());
        var open = site.connected(id, credentials);
        try (var quiet = tls(credentials)) {
            quiet.setSoTimeout(30_000);
            quiet.startHandshake();
            var number = site.pki.revoke(credentials.certificate().getSerialNumber());
            site.pki.publish();
            publishRevoked(id, credentials, number);
            open.cut().get(10, TimeUnit.SECONDS);

            // When: all that is done at once has been done
            await().pollDelay(Duration.ofMillis(500)).ignoreExceptions().until(() -> isRefused(id, credentials));
            quiet.getOutputStream().write(CONNECT);
            assertThat(quiet.getInputStream().read()).isEqualTo(0x20);

            // Then
            assertThat(quiet.getInputStream().readAllBytes()).hasSize(3);
        }
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        // Given
        var id = randomId();
        var credentials = site.device(id.commonName());
        site.broker.stop();

        // When
        var number = site.pki.revoke(credentials.certificate().getSerialNumber());
        site.pki.publish();
        publishRevoked(id, credentials, number);
        site.restartBroker();

        // Then
        await().ignoreExceptions().until(() -> isRefused(id, credentials));
        theSessionOfARevokedDeviceIsCutAndItCannotComeBack();
    }

    private static void publishRevoked(DeviceId id, Credentials credentials, long crlNumber) {
        var serial = SerialNumber.of(credentials.certificate().getSerialNumber());
        TestKafka.publish(new CertificateRevoked(
                id, id.commonName(), serial, TestPki.AUTHORITY, "keyCompromise", Instant.now(), crlNumber));
    }

    private boolean isRefused(DeviceId id, Credentials credentials) throws Exception {
        var device = site.device(credentials, id.commonName() + "-again");
        try {
            device.connect();
            device.disconnect();
            return false;
        } catch (java.util.concurrent.ExecutionException refused) {
            return true;
        }
    }

    private SSLSocket tls(Credentials credentials) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(
                MqttClient.keys(credentials).getKeyManagers(),
                MqttClient.trust(site.servers().certificate()).getTrustManagers(),
                RANDOM);
        return (SSLSocket) context.getSocketFactory().createSocket("localhost", site.port);
    }
}
