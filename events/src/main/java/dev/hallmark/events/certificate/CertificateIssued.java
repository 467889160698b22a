package dev.hallmark.events.certificate;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.EventData;
import java.time.Instant;

/**
 * A device has a certificate.
 *
 * @param authority the id of the issuing authority
 * @param deviceVersion the registry's version of the device that the attestation was made under
 * @param sha256 the fingerprint of the certificate, lower-case hexadecimal
 * @param replaces the serial of the certificate that this one takes over from, null for a first one
 */
public record CertificateIssued(
        DeviceId deviceId,
        SerialNumber serial,
        String authority,
        String batch,
        String policy,
        String profile,
        int generation,
        long deviceVersion,
        Instant notBefore,
        Instant notAfter,
        Instant renewAfter,
        String sha256,
        String replaces)
        implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
