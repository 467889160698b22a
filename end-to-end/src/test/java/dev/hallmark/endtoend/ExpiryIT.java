package dev.hallmark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hallmark.device.identity.DeviceKeys;
import dev.hallmark.device.mqtt.MqttSession;
import dev.hallmark.endtoend.system.Fleet;
import dev.hallmark.endtoend.system.Operator;
import dev.hallmark.endtoend.system.PolicyTerms;
import dev.hallmark.endtoend.system.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A certificate that comes to its end takes minutes at least: {@code ./hallmark test --long} has them. */
@Tag("long")
class ExpiryIT {

    private final Sandbox sandbox = Sandbox.running();
    private final Operator operator = new Operator(sandbox);
    private final Fleet fleet = Fleet.of(sandbox);
    private final DeviceKeys device = DeviceKeys.generate();

    @Test
    void aCertificateOfOursThatHasEndedVouchesForNothingUntilItsDeviceHasAttestedAgain() throws Exception {
        // Given
        var terms = PolicyTerms.ANY.withProfile(Sandbox.SHORT_PROFILE);
        var policy = operator.createPolicy("expiry-" + UUID.randomUUID(), terms);
        operator.welcome(Fleet.ids(List.of(device)), operator.batchUnderNew(policy));
        var certificate = fleet.onboard(device).certificate();
        var end = certificate.leaf().getNotAfter().toInstant();
        assertThat(fleet.reEnrol(device, certificate).status()).isEqualTo(200);

        // When
        await().atMost(Sandbox.SHORT).until(() -> Instant.now().isAfter(end));

        // Then
        var answer = fleet.reEnrol(device, certificate);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEmpty();
        var renewed = fleet.renew(device, certificate);
        assertThat(renewed.attested()).isTrue();
        var next = renewed.arrival().certificate();
        assertThat(next.leaf().getNotAfter().toInstant()).isAfter(end);
        assertThat(fleet.reEnrol(device, next).status()).isEqualTo(200);
        MqttSession.open(renewed.arrival().connection(), next, message -> {}).close();
    }
}
