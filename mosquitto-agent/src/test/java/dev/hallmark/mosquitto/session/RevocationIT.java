package dev.hallmark.mosquitto.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.events.Event;
import dev.hallmark.events.EventRecord;
import dev.hallmark.events.Events;
import dev.hallmark.events.certificate.CertificateRevoked;
import dev.hallmark.mosquitto.TestAuthority.Credentials;
import dev.hallmark.mosquitto.TestDevice;
import dev.hallmark.mosquitto.TestPki;
import dev.hallmark.mosquitto.TestSite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestSite.class)
class RevocationIT {

    private static final Logger LOG = Logger.getLogger(RevocationIT.class);
    private static final TenantId TENANT = TenantId.of("default");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** CONNECT of MQTT 3.1.1 with a clean session and the client id "x"; its answer begins with 0x20. */
    private static final byte[] CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 1, 'x'};

    TestSite site;

    @Inject
    Events events;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @BeforeEach
    void theBrokerRunsOnTheAgentsFiles() throws Exception {
        var ready = "http://127.0.0.1:" + ConfigProvider.getConfig().getValue("quarkus.management.port", int.class)
                + "/q/health/ready";
        await().ignoreExceptions().until(() -> given().get(ready).statusCode() == 200);
        site.startBroker();
    }

    @Test
    void theSessionOfARevokedDeviceIsCutAndItCannotComeBack() throws Exception {
        // Given
        var id = id();
        var credentials = site.device(id.commonName());
        var device = connected(id, credentials);
        var other = id();
        var bystander = connected(other, site.device(other.commonName()));
        bystander.subscribe("devices/" + other.commonName() + "/down/#");

        // When
        var number = site.pki.revoke(credentials.certificate().getSerialNumber());
        send(revoked(id, credentials, number));
        assertThat(device.isConnected()).isTrue();
        site.pki.publish();
        var begin = Instant.now();

        // Then
        device.cut().get(10, TimeUnit.SECONDS);
        LOG.infof(
                "a session was cut %d ms after its CRL",
                Duration.between(begin, Instant.now()).toMillis());
        assertThatThrownBy(() -> device(credentials, id.commonName()).connect()).isNotNull();
        assertThat(bystander.isConnected()).isTrue();
        assertThat(bystander.publish("devices/" + other.commonName() + "/up/x", "1"))
                .isIn(Mqtt5PubAckReasonCode.SUCCESS, Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS);
    }

    @Test
    void aTlsConnectionOpenedBeforeTheRevocationDoesNotOutliveItLong() throws Exception {
        // Given
        var id = id();
        var credentials = site.device(id.commonName());
        try (var quiet = tls(credentials)) {
            quiet.startHandshake();
            var number = site.pki.revoke(credentials.certificate().getSerialNumber());
            site.pki.publish();

            // When
            send(revoked(id, credentials, number));
            await().ignoreExceptions().until(() -> isRefused(id, credentials));
            quiet.getOutputStream().write(CONNECT);
            assertThat(quiet.getInputStream().read()).isEqualTo(0x20);

            // Then
            quiet.setSoTimeout(15_000);
            assertThat(quiet.getInputStream().readAllBytes()).hasSize(3);
        }
    }

    @Test
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        // Given
        var id = id();
        var credentials = site.device(id.commonName());
        site.broker.stop();

        // When
        var number = site.pki.revoke(credentials.certificate().getSerialNumber());
        site.pki.publish();
        send(revoked(id, credentials, number));
        site.restartBroker();

        // Then
        await().ignoreExceptions().until(() -> isRefused(id, credentials));
        theSessionOfARevokedDeviceIsCutAndItCannotComeBack();
    }

    @Test
    void aDeviceWritesAndReadsBelowItsOwnNameOnly() throws Exception {
        // Given
        var one = id();
        var other = id();
        var device = connected(one, site.device(one.commonName()));
        var neighbour = connected(other, site.device(other.commonName()));
        neighbour.subscribe("devices/" + one.commonName() + "/down/#");
        neighbour.subscribe("devices/+/up/#");
        neighbour.subscribe("#");
        device.subscribe("devices/" + one.commonName() + "/down/#");

        // When
        var own = device.publish("devices/" + one.commonName() + "/up/temperature", "21");
        var foreign = device.publish("devices/" + other.commonName() + "/up/temperature", "99");
        var down = device.publish("devices/" + one.commonName() + "/down/command", "x");
        var elsewhere = device.publish("anything", "x");

        // Then
        assertThat(own).isIn(Mqtt5PubAckReasonCode.SUCCESS, Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS);
        assertThat(foreign).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(down).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(elsewhere).isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(neighbour.received()).isEmpty();
    }

    @Test
    void aDeviceCannotTakeAnothersClientId() throws Exception {
        // Given
        var one = id();
        var other = id();
        var device = connected(one, site.device(one.commonName()));

        // When
        var thief = device(site.device(other.commonName()), one.commonName());
        thief.connect();

        // Then
        assertThat(thief.publish("devices/" + other.commonName() + "/up/x", "1"))
                .isNotEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(device.publish("devices/" + one.commonName() + "/up/x", "1"))
                .isNotEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        assertThat(device.isConnected()).isTrue();
    }

    @Test
    void devicesAreKeptOutOfTheControlListenerAndOtherTenantsOutOfBoth() throws Exception {
        var id = id();
        var credentials = site.device(id.commonName());
        var foreign = site.pki.foreign.client(id.commonName());
        var authority = site.servers().certificate();

        assertThatThrownBy(() -> new TestDevice(credentials, authority, site.controlPort, "x").connect())
                .isNotNull();
        assertThatThrownBy(() -> new TestDevice(foreign, authority, site.port, "x").connect())
                .isNotNull();
        assertThatThrownBy(() -> new TestDevice(foreign, authority, site.controlPort, "x").connect())
                .isNotNull();
        assertThat(connected(id, credentials).isConnected()).isTrue();
    }

    private TestDevice connected(DeviceId id, Credentials credentials) throws Exception {
        var device = device(credentials, id.commonName());
        device.connect();
        return device;
    }

    private TestDevice device(Credentials credentials, String clientId) throws Exception {
        return new TestDevice(credentials, site.servers().certificate(), site.port, clientId);
    }

    private boolean isRefused(DeviceId id, Credentials credentials) throws Exception {
        var device = device(credentials, id.commonName() + "-again");
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
                TestDevice.keys(credentials).getKeyManagers(),
                TestDevice.trust(site.servers().certificate()).getTrustManagers(),
                RANDOM);
        return (SSLSocket) context.getSocketFactory().createSocket("localhost", site.port);
    }

    private static DeviceId id() {
        var octets = new byte[DeviceId.LENGTH];
        RANDOM.nextBytes(octets);
        return DeviceId.of(octets);
    }

    private Event revoked(DeviceId id, Credentials credentials, long crlNumber) {
        return events.of(
                TENANT,
                new CertificateRevoked(
                        id,
                        id.commonName(),
                        SerialNumber.of(credentials.certificate().getSerialNumber()),
                        TestPki.AUTHORITY,
                        "keyCompromise",
                        Instant.now(),
                        crlNumber));
    }

    private void send(Event event) throws Exception {
        var message = new ProducerRecord<>(
                event.type().topic(), event.key(), EventRecord.value(event).getBytes(StandardCharsets.UTF_8));
        EventRecord.headers(event)
                .forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (var producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            assertThat(producer.send(message).get().hasOffset()).isTrue();
        }
    }
}
