package dev.hallmark.client.certificate;

import java.time.Instant;
import java.util.Optional;

/**
 * A device's certificate, as its authority knows it.
 *
 * @param serial in hex, without leading zeros
 * @param device its id
 * @param state active, held or revoked
 * @param sha256 of the certificate, in hex
 * @param replaces the serial number of the certificate that it renews
 * @param supersededFrom when it is revoked because another has replaced it
 * @param heldByHand whether an operator has put it on hold, and not a suspension
 * @param reason of its revocation (RFC 5280 §5.3.1)
 * @param crlNumber of the first CRL that lists it
 * @param certificate DER in base64; given for one certificate, not in lists; not where the authority has lost it
 */
public record Certificate(
        String serial,
        String device,
        String commonName,
        String state,
        String authority,
        String profile,
        Optional<String> batch,
        Optional<String> policy,
        int generation,
        Instant notBefore,
        Instant notAfter,
        Optional<Instant> renewAfter,
        String sha256,
        Optional<String> replaces,
        Optional<Instant> supersededFrom,
        Optional<Instant> heldAt,
        Optional<Boolean> heldByHand,
        Optional<Instant> revokedAt,
        Optional<String> reason,
        Optional<String> revokedBy,
        Optional<Long> crlNumber,
        Optional<String> certificate) {}
