package dev.hallmark.gateway.identity;

import dev.hallmark.commons.pki.PkiMirror;
import dev.hallmark.commons.pki.PkiSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of a client certificate whether chain and dates hold now. */
@ApplicationScoped
public class CertificateJudge {
    private final PkiMirror mirror;
    private final Clock clock;

    CertificateJudge(PkiMirror mirror, Clock clock) {
        this.mirror = mirror;
        this.clock = clock;
    }

    /**
     * A certificate found valid against one snapshot, and until when nothing in it can change: signatures are checked
     * once for many requests, dates at every one.
     */
    public record Verdict(X509Certificate leaf, PkiSnapshot snapshot, Instant until) {}

    /** The verdict on a leaf, the last one when it still stands; empty when the certificate is not valid. */
    public Optional<Verdict> judge(X509Certificate leaf, Optional<Verdict> last) {
        var snapshot = mirror.current();
        var now = clock.instant();
        return last.filter(verdict ->
                        verdict.leaf.equals(leaf) && verdict.snapshot.equals(snapshot) && now.isBefore(verdict.until))
                .or(() -> fresh(leaf, snapshot, now));
    }

    private static Optional<Verdict> fresh(X509Certificate leaf, PkiSnapshot snapshot, Instant now) {
        return snapshot.issuerOf(leaf, now).map(issuer -> new Verdict(leaf, snapshot, nextEnd(leaf, snapshot, now)));
    }

    private static Instant nextEnd(X509Certificate leaf, PkiSnapshot snapshot, Instant now) {
        return Stream.concat(Stream.of(leaf), snapshot.authorities().stream().map(authority -> authority.certificate()))
                .map(certificate -> certificate.getNotAfter().toInstant())
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
