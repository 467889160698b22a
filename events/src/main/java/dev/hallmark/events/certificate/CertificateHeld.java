package dev.hallmark.events.certificate;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import java.time.Instant;

/**
 * A certificate is not to be accepted for the time being, and the CRL that says so is published.
 *
 * @param commonName the device's name at brokers and clouds
 * @param crlNumber the first full CRL of the authority that lists it as certificateHold
 */
public record CertificateHeld(
        DeviceId deviceId, String commonName, SerialNumber serial, String authority, Instant heldAt, long crlNumber)
        implements CertificateListed {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
