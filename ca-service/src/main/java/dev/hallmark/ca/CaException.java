package dev.hallmark.ca;

import java.io.Serial;

/** What this service refuses: a code for the rim, and a sentence for the caller. */
public final class CaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Code {
        INVALID_TOKEN,
        CERTIFICATE_REQUIRED,
        MALFORMED_REQUEST,
        REQUEST_TOO_LARGE,
        WRONG_LABEL,
        KEY_NOT_ATTESTED,
        REQUEST_NOT_ALLOWED,
        TOKEN_USED,
        ENROLMENT_REFUSED,
        NOT_FOUND,
        NOT_REVOCABLE,
        ALREADY_REVOKED,
        NOT_OFFERED,
        UNAVAILABLE
    }

    private final Code code;

    public CaException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public CaException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
