package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.ENROLMENT_REFUSED;
import static dev.hallmark.ca.CaException.Code.TOKEN_USED;

import dev.hallmark.ca.CaException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What becomes of an enrolment, once the device's row is locked and its certificates are known. */
sealed interface Decision {

    /** The certificate that is there, or that was begun: it is finished first when pending. */
    record Existing(KnownCertificate certificate) implements Decision {}

    /** A new one, which takes over from {@code replaced}; {@code closed} no longer answers requests of the key. */
    record Fresh(Optional<String> replaced, Optional<String> closed) implements Decision {}

    /**
     * Decides.
     *
     * @param known the device's certificates that are open, and the one that the token was used for
     * @throws CaException when the token was used for another request, or its certificate is no longer good
     */
    static Decision of(List<KnownCertificate> known, Intent planned, byte[] request, Instant now) {
        var used = known.stream().filter(one -> one.tokenRequest().isPresent()).findFirst();
        if (used.isPresent()) {
            return again(used.get(), request);
        }
        var sameKey = known.stream()
                .filter(one -> one.open() && one.answers() && one.hasKey(planned.key()))
                .findFirst();
        return sameKey.filter(one -> stillGood(one.intent(), planned, now))
                .<Decision>map(Existing::new)
                .orElseGet(() -> new Fresh(newestActive(known), sameKey.map(Decision::serial)));
    }

    /** A lost response is no second certificate, and a token no licence for two. */
    private static Decision again(KnownCertificate used, byte[] request) {
        if (!Arrays.equals(used.tokenRequest().orElseThrow(), request)) {
            throw new CaException(TOKEN_USED, "The token was used for another certification request.");
        }
        if (!used.answers()) {
            throw new CaException(ENROLMENT_REFUSED, "The certificate of this token is no longer good.");
        }
        return new Existing(used);
    }

    private static boolean stillGood(Intent existing, Intent planned, Instant now) {
        return now.isBefore(existing.renewAfter())
                && existing.terms().equals(planned.terms())
                && existing.tenant().equals(planned.tenant());
    }

    private static Optional<String> newestActive(List<KnownCertificate> known) {
        return known.stream()
                .filter(one -> one.open() && one.state() == KnownCertificate.State.ACTIVE)
                .max(Comparator.comparing(one -> one.intent().notBefore()))
                .map(Decision::serial);
    }

    private static String serial(KnownCertificate certificate) {
        return certificate.intent().serial().hex();
    }
}
