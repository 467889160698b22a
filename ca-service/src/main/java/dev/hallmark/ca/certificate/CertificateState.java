package dev.hallmark.ca.certificate;

import java.util.Arrays;
import java.util.Locale;

/** What a certificate is, to an operator; what was begun and never handed out is not shown. */
public enum CertificateState {
    ACTIVE,
    HELD,
    REVOKED;

    /**
     * The state of this label.
     *
     * @throws IllegalArgumentException with those that there are
     */
    public static CertificateState parse(String label) {
        return Arrays.stream(values())
                .filter(state -> state.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("active, held or revoked is accepted"));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
