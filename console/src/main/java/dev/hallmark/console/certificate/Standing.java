package dev.hallmark.console.certificate;

import dev.hallmark.client.certificate.Certificate;
import dev.hallmark.client.certificate.CertificateFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What a certificate is good for now, which its state and its end say together. */
public enum Standing {
    VALID("active", "green"),
    EXPIRING("active", "orange"),
    HELD("held", "orange"),
    REVOKED("revoked", "red"),
    EXPIRED("active", "muted");

    /** How long before its end a certificate is said to expire soon. */
    private static final Duration SOON = Duration.ofDays(30);

    private final String state;
    private final String colour;

    Standing(String state, String colour) {
        this.state = state;
        this.colour = colour;
    }

    static Standing of(Certificate certificate, Instant now) {
        if (certificate.state().equals(REVOKED.state)) {
            return REVOKED;
        }
        if (!certificate.notAfter().isAfter(now)) {
            return EXPIRED;
        }
        if (certificate.state().equals(HELD.state)) {
            return HELD;
        }
        return certificate.notAfter().isAfter(now.plus(SOON)) ? VALID : EXPIRING;
    }

    static Optional<Standing> named(String name) {
        return Arrays.stream(values())
                .filter(standing -> standing.name().equals(name))
                .findFirst();
    }

    /** Those that the filter lets through, narrowed to this standing. */
    CertificateFilter narrow(CertificateFilter filter, Instant now) {
        return switch (this) {
            case VALID -> filter.expiring(Optional.of(now), Optional.empty());
            case EXPIRING -> filter.expiring(Optional.of(now), Optional.of(now.plus(SOON)));
            case EXPIRED -> filter.expiring(Optional.empty(), Optional.of(now));
            case HELD, REVOKED -> filter.inState(state);
        };
    }

    /** One of Tabler's. */
    public String colour() {
        return colour;
    }

    /** Whether a device can connect with it. */
    public boolean isInForce() {
        return this == VALID || this == EXPIRING;
    }
}
