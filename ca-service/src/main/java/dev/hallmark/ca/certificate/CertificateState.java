package dev.hallmark.ca.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a certificate is, to an operator; what was begun and never handed out is not shown. */
enum CertificateState {
    ACTIVE,
    HELD,
    REVOKED;

    static Optional<CertificateState> labelled(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
