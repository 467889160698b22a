package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.refusal.RefusalReason;

/** Evidence was not accepted. The reason stays inside the service: the caller gets one answer for all reasons. */
final class EvidenceRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    EvidenceRefused(RefusalReason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }

    static void unless(boolean holds, RefusalReason reason) throws EvidenceRefused {
        if (!holds) {
            throw new EvidenceRefused(reason);
        }
    }
}
