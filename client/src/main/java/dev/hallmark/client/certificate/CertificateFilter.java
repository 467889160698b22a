package dev.hallmark.client.certificate;

import java.util.Optional;

/**
 * Which certificates are listed; those that match all that is given.
 *
 * @param device its id
 * @param state active, held or revoked
 */
public record CertificateFilter(Optional<String> device, Optional<String> state) {

    /** All certificates. */
    public static final CertificateFilter ALL = new CertificateFilter(Optional.empty(), Optional.empty());

    public CertificateFilter ofDevice(String other) {
        return new CertificateFilter(Optional.of(other), state);
    }

    public CertificateFilter inState(String other) {
        return new CertificateFilter(device, Optional.of(other));
    }
}
