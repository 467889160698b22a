package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.refusal.RefusalReason;

/** The outcome of evidence that is not to be believed. It stays in here: the caller gets one answer for all reasons. */
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
