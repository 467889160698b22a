package dev.hallmark.ca.issuance;

import static dev.hallmark.ca.CaException.Code.ENROLMENT_REFUSED;
import static dev.hallmark.ca.CaException.Code.TOKEN_USED;

import dev.hallmark.ca.CaException;
import dev.hallmark.ca.state.CertificateState;
import dev.hallmark.commons.identity.SerialNumber;
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
    record Fresh(Optional<SerialNumber> replaced, Optional<SerialNumber> closed) implements Decision {}

    /**
     * Decides.
     *
     * @param known the device's certificates that are open, the one that is renewed, and the one that the licence was
     *     used for
     * @throws CaException when the token was used for another request, or its certificate is no longer good, or what
     *     the device has is held
     */
    static Decision of(List<KnownCertificate> known, Intent planned, Order order, Instant now) {
        var request = order.request().infoDigest();
        var current = order.current().map(serial -> requireGood(serial, known, now));
        var used = known.stream().filter(one -> one.licensed().isPresent()).findFirst();
        if (used.isPresent()) {
            return again(used.get(), request);
        }
        requireNoneHeld(known);
        var sameKey = known.stream()
                .filter(one -> one.open() && one.answers() && one.hasKey(planned.key()))
                .findFirst();
        return sameKey.filter(one -> stillGood(one.intent(), planned, now))
                .<Decision>map(Existing::new)
                .orElseGet(() -> {
                    current.ifPresent(Decision::requireUnreplaced);
                    return new Fresh(newestActive(known), sameKey.map(Decision::serial));
                });
    }

    /** What is renewed must be good at this moment, with the device's row locked. */
    private static KnownCertificate requireGood(SerialNumber current, List<KnownCertificate> known, Instant now) {
        return known.stream()
                .filter(one -> one.intent().serial().equals(current) && one.isGood(now))
                .findFirst()
                .orElseThrow(CaException::enrolmentRefused);
    }

    /** One that another has taken over from gets the answer that was lost, and no third one. */
    private static void requireUnreplaced(KnownCertificate current) {
        if (!current.open()) {
            throw CaException.enrolmentRefused();
        }
    }

    /** A lost response is no second certificate, and a token no licence for two. */
    private static Decision again(KnownCertificate used, byte[] request) {
        if (!Arrays.equals(used.licensed().orElseThrow(), request)) {
            throw new CaException(TOKEN_USED, "The token was used for another certification request.");
        }
        if (!used.answers()) {
            throw new CaException(ENROLMENT_REFUSED, "The certificate of this token is no longer good.");
        }
        return new Existing(used);
    }

    /** Or else a device would get around a hold by asking once more. */
    private static void requireNoneHeld(List<KnownCertificate> known) {
        if (known.stream().anyMatch(one -> one.open() && one.state() == CertificateState.HELD)) {
            throw CaException.enrolmentRefused();
        }
    }

    private static boolean stillGood(Intent existing, Intent planned, Instant now) {
        return now.isBefore(existing.renewAfter())
                && existing.terms().equals(planned.terms())
                && existing.tenant().equals(planned.tenant());
    }

    private static Optional<SerialNumber> newestActive(List<KnownCertificate> known) {
        return known.stream()
                .filter(one -> one.open() && one.state() == CertificateState.ACTIVE)
                .max(Comparator.comparing(one -> one.intent().notBefore()))
                .map(Decision::serial);
    }

    private static SerialNumber serial(KnownCertificate certificate) {
        return certificate.intent().serial();
    }
}
