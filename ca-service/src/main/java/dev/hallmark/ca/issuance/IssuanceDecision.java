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

/** What a request for a certificate leads to, once the device's row is locked and its certificates are read. */
sealed interface IssuanceDecision {

    /** An earlier certificate; a pending one is signed first. */
    record Existing(CertificateRecord certificate) implements IssuanceDecision {}

    /** A new one, which takes over from {@code replaced}; {@code closed} no longer answers requests of the key. */
    record New(Optional<SerialNumber> replaced, Optional<SerialNumber> closed) implements IssuanceDecision {}

    /**
     * Decides.
     *
     * @param records the device's certificates that are open, the one that is renewed, and the one that was issued by
     *     this authorization
     * @throws CaException when the token was used for another request, or its certificate is no longer good, or what
     *     the device has is held
     */
    static IssuanceDecision of(List<CertificateRecord> records, Intent planned, IssuanceRequest request, Instant now) {
        var current = request.current().map(serial -> requireGood(serial, records, now));
        var issued = records.stream()
                .filter(one -> one.authorizedRequest().isPresent())
                .findFirst();
        if (issued.isPresent()) {
            return again(issued.get(), request.csr().infoDigest());
        }
        requireNoneHeld(records);
        var sameKey = records.stream()
                .filter(one -> one.open() && one.answers() && one.hasKey(planned.key()))
                .findFirst();
        return sameKey.filter(one -> stillGood(one.intent(), planned, now))
                .<IssuanceDecision>map(Existing::new)
                .orElseGet(() -> {
                    current.ifPresent(IssuanceDecision::requireUnreplaced);
                    return new New(newestActive(records), sameKey.map(IssuanceDecision::serial));
                });
    }

    /** What is renewed must be good at this moment, with the device's row locked. */
    private static CertificateRecord requireGood(SerialNumber current, List<CertificateRecord> records, Instant now) {
        return records.stream()
                .filter(one -> serial(one).equals(current) && one.isGood(now))
                .findFirst()
                .orElseThrow(CaException::enrolmentRefused);
    }

    /** A certificate that was replaced gets the answer that was lost, and no third one. */
    private static void requireUnreplaced(CertificateRecord current) {
        if (!current.open()) {
            throw CaException.enrolmentRefused();
        }
    }

    /** The same request once more gets the same certificate; another one needs another token. */
    private static IssuanceDecision again(CertificateRecord issued, byte[] csr) {
        if (!Arrays.equals(issued.authorizedRequest().orElseThrow(), csr)) {
            throw new CaException(TOKEN_USED, "The token was used for another certification request.");
        }
        if (!issued.answers()) {
            throw new CaException(ENROLMENT_REFUSED, "The certificate of this token is no longer good.");
        }
        return new Existing(issued);
    }

    /** Or else a device would get around a hold by asking once more. */
    private static void requireNoneHeld(List<CertificateRecord> records) {
        if (records.stream().anyMatch(one -> one.open() && one.state() == CertificateState.HELD)) {
            throw CaException.enrolmentRefused();
        }
    }

    private static boolean stillGood(Intent existing, Intent planned, Instant now) {
        return now.isBefore(existing.renewAfter())
                && existing.terms().equals(planned.terms())
                && existing.tenant().equals(planned.tenant());
    }

    private static Optional<SerialNumber> newestActive(List<CertificateRecord> records) {
        return records.stream()
                .filter(one -> one.open() && one.state() == CertificateState.ACTIVE)
                .max(Comparator.comparing(one -> one.intent().notBefore()))
                .map(IssuanceDecision::serial);
    }

    private static SerialNumber serial(CertificateRecord certificate) {
        return certificate.intent().serial();
    }
}
