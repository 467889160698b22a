package dev.hallmark.gateway.identity;

import dev.hallmark.commons.pki.PkiMirror;
import dev.hallmark.commons.pki.PkiSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the chain and the validity dates of client certificates. */
@ApplicationScoped
public class ClientCertificateValidator {
    private final PkiMirror mirror;
    private final Clock clock;

    ClientCertificateValidator(PkiMirror mirror, Clock clock) {
        this.mirror = mirror;
        this.clock = clock;
    }

    /**
     * A certificate that is valid by one snapshot, and until when that cannot change: signatures are checked once for
     * many requests, dates on every request.
     */
    public record Validation(X509Certificate leaf, PkiSnapshot snapshot, Instant until) {}

    /**
     * Validates a leaf, or returns the last validation while it still holds; empty when the certificate is not valid.
     */
    public Optional<Validation> validate(X509Certificate leaf, Optional<Validation> last) {
        var snapshot = mirror.current();
        var now = clock.instant();
        return last.filter(validation -> validation.leaf.equals(leaf)
                        && validation.snapshot.equals(snapshot)
                        && now.isBefore(validation.until))
                .or(() -> fresh(leaf, snapshot, now));
    }

    private static Optional<Validation> fresh(X509Certificate leaf, PkiSnapshot snapshot, Instant now) {
        return snapshot.issuerOf(leaf, now).map(issuer -> new Validation(leaf, snapshot, nextEnd(leaf, snapshot, now)));
    }

    private static Instant nextEnd(X509Certificate leaf, PkiSnapshot snapshot, Instant now) {
        return Stream.concat(Stream.of(leaf), snapshot.authorities().stream().map(authority -> authority.certificate()))
                .map(certificate -> certificate.getNotAfter().toInstant())
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
