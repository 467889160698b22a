package dev.hallmark.ca.issuance;

import dev.hallmark.ca.CaException;

/** What a device is told that is not to have a certificate: the same, whatever the reason. */
final class Refusals {

    private Refusals() {}

    static CaException notActive() {
        return new CaException(CaException.Code.ENROLMENT_REFUSED, "This device is given no certificate.");
    }
}
