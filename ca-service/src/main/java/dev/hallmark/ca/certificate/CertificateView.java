package dev.hallmark.ca.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Instant;

/**
 * A certificate as operators see it.
 *
 * @param certificate DER; absent where only the event of its issuance has survived
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
        byte[] certificate) {}
