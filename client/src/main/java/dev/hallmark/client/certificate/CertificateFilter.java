package dev.hallmark.client.certificate;

import java.time.Instant;
import java.util.Optional;

/**
 * Which certificates are listed; those that match all that is given.
 *
 * @param text at least four digits with which a serial number, device id or common name begins
 * @param device its id
 * @param state active, held or revoked
 * @param authority its id
 * @param expiresFrom of those that are neither held nor revoked, the earliest end; the soonest to expire come first then
 * @param expiresBefore the same, the time before which they end
 */
public record CertificateFilter(
        Optional<String> text,
        Optional<String> device,
        Optional<String> state,
        Optional<String> authority,
        Optional<Instant> expiresFrom,
        Optional<Instant> expiresBefore) {

    /** All certificates. */
    public static final CertificateFilter ALL = new CertificateFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public CertificateFilter beginningWith(Optional<String> other) {
        return new CertificateFilter(other, device, state, authority, expiresFrom, expiresBefore);
    }

    public CertificateFilter ofDevice(String other) {
        return new CertificateFilter(text, Optional.of(other), state, authority, expiresFrom, expiresBefore);
    }

    public CertificateFilter inState(String other) {
        return new CertificateFilter(text, device, Optional.of(other), authority, expiresFrom, expiresBefore);
    }

    public CertificateFilter ofAuthority(Optional<String> other) {
        return new CertificateFilter(text, device, state, other, expiresFrom, expiresBefore);
    }

    public CertificateFilter expiring(Optional<Instant> from, Optional<Instant> before) {
        return new CertificateFilter(text, device, state, authority, from, before);
    }
}
