package dev.hallmark.attestation.refusal;

import java.util.Locale;

/** Why a known device was refused: for the event and the log, never for the device. */
public enum RefusalReason {
    /** Since the challenge the device was suspended, revoked, retired, or taken from its batch. */
    STANDING,
    MALFORMED,
    ALGORITHM,
    KEY,
    EXPIRED,
    NONCE,
    AUDIENCE,
    PROFILE,
    UEID,
    /** The challenge was given on another TLS connection. */
    CONNECTION,
    /** The evidence names another TLS connection. */
    BINDING,
    SIGNATURE,
    BOOTCOUNT,
    POLICY_UNKNOWN,
    POLICY_ALGORITHM,
    POLICY_ROOT_OF_TRUST,
    /** The policy asks for a chip, and the registered root of trust is none that we know. */
    POLICY_TRUST,
    POLICY_UNBOUND,
    /** The policy requires TLS 1.3, and the device connected with an older version or one that nobody knows. */
    POLICY_TLS,
    /** The registry's word on the device, or its bootcount, changed while the evidence was being verified. */
    CHANGED;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
