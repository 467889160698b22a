package dev.hallmark.ca.crl;

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
     * The reason of this name, if it is one that people give. A hold is no revocation; what is superseded, the service
     * knows by itself, and it is the one reason that leaves the device welcome.
     */
    public static Optional<RevocationReason> given(String label) {
        return named(label).filter(reason -> reason != CERTIFICATE_HOLD && reason != SUPERSEDED);
    }

    /** The name in RFC 5280. */
    public String label() {
        return label;
    }

    int code() {
        return code;
    }
}
