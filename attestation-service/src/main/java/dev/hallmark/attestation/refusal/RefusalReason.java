package dev.hallmark.attestation.refusal;

import java.util.Locale;

/** Why a known device was refused: for the event and the log, never for the device. */
public enum RefusalReason {
    /** The device was suspended, revoked, retired or removed from its batch after the challenge. */
    STANDING,
    MALFORMED,
    ALGORITHM,
    KEY,
    EXPIRED,
    NONCE,
    AUDIENCE,
    PROFILE,
    UEID,
    /** The challenge was issued on another TLS connection. */
    CONNECTION,
    /** The evidence names another TLS connection. */
    BINDING,
    SIGNATURE,
    BOOTCOUNT,
    POLICY_UNKNOWN,
    POLICY_ALGORITHM,
    POLICY_ROOT_OF_TRUST,
    /** The policy requires a chip, and the registered root of trust is not one of the configured kinds. */
    POLICY_TRUST,
    POLICY_UNBOUND,
    /** The policy requires TLS 1.3, and the device connected with an older or an unknown version. */
    POLICY_TLS,
    /** The device's state or bootcount changed while the evidence was being verified. */
    CHANGED;

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
