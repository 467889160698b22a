package dev.hallmark.ca.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Instant;

/**
 * A certificate as operators see it.
 *
 * @param certificate DER
 * @param supersededFrom when it is revoked because a newer one took over
 * @param heldByHand whether it has to be released by hand; otherwise it is held because its device is suspended
 * @param revokedBy who revoked or holds it
 * @param crlNumber of the first CRL that lists it; absent until that is published
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CertificateView(
        String serial,
        DeviceId device,
        String commonName,
        String state,
        String authority,
        String profile,
        String batch,
        String policy,
        int generation,
        Instant notBefore,
        Instant notAfter,
        Instant renewAfter,
        String sha256,
        String replaces,
        Instant supersededFrom,
        Instant heldAt,
        Boolean heldByHand,
        Instant revokedAt,
        String reason,
        String revokedBy,
        Long crlNumber,
        byte[] certificate) {

    static CertificateView of(CertificateEntity row) {
        var device = DeviceId.of(row.device);
        var held = row.is(CertificateState.HELD);
        return new CertificateView(
                row.serial,
                device,
                device.commonName(),
                row.state,
                row.authority,
                row.profile,
                row.batch,
                row.policy,
                row.generation,
                row.notBefore,
                row.notAfter,
                row.renewAfter,
                row.sha256,
                row.replaces,
                row.supersedeAt,
                held ? row.revokedAt : null,
                held ? row.heldByHand : null,
                held ? null : row.revokedAt,
                row.reason,
                row.revokedBy,
                row.crlNumber,
                row.content);
    }
}
