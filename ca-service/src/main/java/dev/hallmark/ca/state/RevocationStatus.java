package dev.hallmark.ca.state;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.EventData;
import dev.hallmark.events.certificate.CertificateHeld;
import dev.hallmark.events.certificate.CertificateReleased;
import dev.hallmark.events.certificate.CertificateRevoked;
import java.time.Instant;
import java.util.Optional;

/**
 * What CRLs have to say of a certificate.
 *
 * @param reason why it is listed; empty when it was released and is no longer listed
 * @param actor who revoked, held or released it
 * @param published whether a CRL that shows this is published, and its event with it
 * @param change counts the changes of the certificate's state before
 */
public record RevocationStatus(
        SerialNumber serial,
        TenantId tenant,
        DeviceId device,
        int shard,
        Optional<RevocationReason> reason,
        Instant at,
        String actor,
        boolean published,
        int change) {

    /** The event to publish when the CRL of this number is the first to show it. */
    public EventData event(String authority, long crlNumber) {
        return reason.map(why -> listed(why, authority, crlNumber))
                .orElseGet(
                        () -> new CertificateReleased(device, device.commonName(), serial, authority, at, crlNumber));
    }

    private EventData listed(RevocationReason why, String authority, long crlNumber) {
        return why == RevocationReason.CERTIFICATE_HOLD
                ? new CertificateHeld(device, device.commonName(), serial, authority, at, crlNumber)
                : new CertificateRevoked(device, device.commonName(), serial, authority, why.label(), at, crlNumber);
    }
}
