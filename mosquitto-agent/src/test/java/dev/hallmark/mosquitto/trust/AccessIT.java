package dev.hallmark.mosquitto.trust;

import static dev.hallmark.testkit.TestDevice.randomId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hallmark.embedded.Infrastructure;
import dev.hallmark.mosquitto.MqttClient;
import dev.hallmark.mosquitto.TestSite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(TestSite.class)
class AccessIT {

    TestSite site;

    @BeforeEach
    void theBrokerRunsOnTheAgentsFiles() throws Exception {
        site.startBroker();
    }

    @Test
    void aDeviceWritesAndReadsBelowItsOwnNameOnly() throws Exception {
        // Given
        var one = randomId();
        var other = randomId();
        var device = site.connected(one, site.device(one.commonName()));
        var neighbour = site.connected(other, site.device(other.commonName()));
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
        var one = randomId();
        var other = randomId();
        var device = site.connected(one, site.device(one.commonName()));

        // When
        var thief = site.device(site.device(other.commonName()), one.commonName());
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
        var id = randomId();
        var credentials = site.device(id.commonName());
        var foreign = site.pki.foreign.client(id.commonName());
        var authority = site.servers().certificate();

        assertThatThrownBy(() -> new MqttClient(credentials, authority, site.controlPort, "x").connect())
                .isNotNull();
        assertThatThrownBy(() -> new MqttClient(foreign, authority, site.port, "x").connect())
                .isNotNull();
        assertThatThrownBy(() -> new MqttClient(foreign, authority, site.controlPort, "x").connect())
                .isNotNull();
        assertThat(site.connected(id, credentials).isConnected()).isTrue();
    }
}
