package dev.hallmark.events.certificate;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import java.time.Instant;

/**
 * A certificate was revoked, and the CRL that says so is published.
 *
 * @param commonName the device's name at brokers and clouds
 * @param reason a CRLReason by its name in RFC 5280 §5.3.1
 * @param crlNumber the first full CRL of the authority that lists it
 */
public record CertificateRevoked(
        DeviceId deviceId,
        String commonName,
        SerialNumber serial,
        String authority,
        String reason,
        Instant revokedAt,
        long crlNumber)
        implements CertificateListed {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
