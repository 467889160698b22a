package dev.hallmark.ca.issuance;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What a certificate is asked for with, whoever vouches for the device.
 *
 * @param deviceVersion the registry's version of the device that is vouched for
 * @param licence what gives the right to it, good for this one request: the id of a token, or of a renewal
 * @param current the certificate that is renewed; empty where a token vouches
 */
record Order(
        TenantId tenant,
        DeviceId device,
        X500Name subject,
        CertificationRequest request,
        Intent.Terms terms,
        long deviceVersion,
        Licence licence,
        Optional<SerialNumber> current) {

    /** May be forgotten some time after its end. */
    record Licence(String id, Instant expiresAt) {}
}
