package dev.hallmark.events.certificate;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.EventData;
import java.time.Instant;

/**
 * A certificate that was held is good again, and the CRL that no longer lists it is published.
 *
 * @param commonName the device's name at brokers and clouds
 * @param crlNumber the first full CRL of the authority without it
 */
public record CertificateReleased(
        DeviceId deviceId, String commonName, SerialNumber serial, String authority, Instant releasedAt, long crlNumber)
        implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
