package dev.hallmark.ca.certificate;

import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates are asked for.
 *
 * @param expiresFrom the earliest end of their validity
 * @param expiresBefore the time before which it ends
 */
record CertificateFilter(
        Optional<Beginning> text,
        Optional<DeviceId> device,
        Optional<CertificateState> state,
        Optional<String> authority,
        Optional<Instant> expiresFrom,
        Optional<Instant> expiresBefore) {

    /** Whether the soonest end comes first: of certificates that are neither held nor revoked. */
    boolean isByExpiry() {
        return expiresFrom.isPresent() || expiresBefore.isPresent();
    }
}
