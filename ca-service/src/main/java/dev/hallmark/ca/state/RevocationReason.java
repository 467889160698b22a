package dev.hallmark.ca.state;

import java.util.Arrays;
import java.util.Optional;

/** CRLReason (RFC 5280 §5.3.1), those of them that a certificate of a device can be revoked for. */
public enum RevocationReason {
    UNSPECIFIED("unspecified", 0),
    KEY_COMPROMISE("keyCompromise", 1),
    AFFILIATION_CHANGED("affiliationChanged", 3),
    SUPERSEDED("superseded", 4),
    CESSATION_OF_OPERATION("cessationOfOperation", 5),
    CERTIFICATE_HOLD("certificateHold", 6),
    PRIVILEGE_WITHDRAWN("privilegeWithdrawn", 9);

    private final String label;
    private final int code;

    RevocationReason(String label, int code) {
        this.label = label;
        this.code = code;
    }

    /** The reason of this name in RFC 5280, in any case. */
    public static Optional<RevocationReason> named(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label.equalsIgnoreCase(label))
                .findFirst();
    }

    /**
     * The reason of this name, if an operator may give it. A hold is no revocation, and the service
     * itself finds what is superseded; that is the one reason that leaves a device with another good certificate.
     */
    public static Optional<RevocationReason> given(String label) {
        return named(label).filter(reason -> reason != CERTIFICATE_HOLD && reason != SUPERSEDED);
    }

    /** The name in RFC 5280. */
    public String label() {
        return label;
    }

    /** The number in a CRL. */
    public int code() {
        return code;
    }
}
