package dev.hallmark.ca.state;

import java.util.List;
import java.util.Locale;

/** What a certificate is, as in the database. {@link CertificateStates} holds what leads from one state to another. */
public enum CertificateState {
    /** Written down and perhaps signed, never handed out. */
    PENDING,
    ACTIVE,
    /** On the CRLs until it is released, or revoked. */
    HELD,
    /** For good. */
    REVOKED,
    /** Was pending, and will never be active. */
    ABANDONED;

    /** Those of certificates that were handed out: operators see no others. */
    public static final List<CertificateState> ISSUED = List.of(ACTIVE, HELD, REVOKED);

    /**
     * The state of this label, as operators ask for it.
     *
     * @throws IllegalArgumentException saying which are accepted
     */
    public static CertificateState parse(String label) {
        return ISSUED.stream()
                .filter(state -> state.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("active, held or revoked is accepted"));
    }

    /** The state that the database names so. */
    public static CertificateState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
