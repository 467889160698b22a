package dev.hallmark.mosquitto.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateRevoked;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevocationConsumerTest {

    private static final DeviceId DEVICE = DeviceId.of(new byte[DeviceId.LENGTH]);

    @Test
    void aDeviceThatHasANewCertificateKeepsItsSession() {
        assertThat(RevocationConsumer.endsTheSession(revoked("superseded"))).isFalse();
        assertThat(RevocationConsumer.endsTheSession(revoked("cessationOfOperation")))
                .isTrue();
        assertThat(RevocationConsumer.endsTheSession(revoked("keyCompromise"))).isTrue();
    }

    @Test
    void aDeviceThatIsHeldLosesItsSession() {
        assertThat(RevocationConsumer.endsTheSession(new CertificateHeld(
                        DEVICE, DEVICE.commonName(), SerialNumber.parse("1"), "authority", Instant.EPOCH, 1)))
                .isTrue();
    }

    private static CertificateRevoked revoked(String reason) {
        return new CertificateRevoked(
                DEVICE, DEVICE.commonName(), SerialNumber.parse("1"), "authority", reason, Instant.EPOCH, 1);
    }
}
