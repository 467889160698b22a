package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.device.mqtt.MqttFailedException;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.device.onboarding.Arrival;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A revoked device is cut off while it is connected, and stays out. */
class RevocationIT {

    private static final System.Logger LOG = System.getLogger(RevocationIT.class.getName());
    private static final int WITHIN_SECONDS = 5;

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);

    @Test
    void theLiveSessionEndsWithinFiveSecondsAndTheDeviceCannotComeBack() throws Exception {
        // Given
        var devices = Fleet.make(2);
        operator.welcome(Fleet.ids(devices));
        var arrivals = Fleet.of(sandbox).onboard(devices);
        var revoked = arrivals.getFirst();
        try (var session = open(revoked);
                var bystander = open(arrivals.getLast())) {
            // When
            var asked = Instant.now();
            operator.revoke(revoked.deviceId().hex(), "stolen");
            var closure = session.closed().get(WITHIN_SECONDS, TimeUnit.SECONDS);

            // Then
            LOG.log(
                    System.Logger.Level.INFO,
                    "revoked to cut off: {0} ms ({1})",
                    Duration.between(asked, closure.at()).toMillis(),
                    closure.reason());
            assertThatThrownBy(() -> open(revoked).close()).isInstanceOf(MqttFailedException.class);
            assertThat(bystander.isOpen()).isTrue();
            var topic = "devices/" + arrivals.getLast().deviceId().commonName() + "/up/alive";
            assertThat(bystander.publish(topic, "yes").accepted()).isTrue();
        }
    }

    private static MqttSession open(Arrival arrival) throws Exception {
        return MqttSession.open(arrival.connection(), arrival.certificate(), message -> {});
    }
}
