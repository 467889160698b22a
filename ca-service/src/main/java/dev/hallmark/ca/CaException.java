package dev.hallmark.ca;

import dev.hallmark.commons.problem.Refused;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** What this service refuses: a code, which {@link CaProblems} turns into a status, and a sentence for the caller. */
public final class CaException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** The reason. */
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

    /** The answer to a device that may not have a certificate: the same, whatever the reason. */
    public static CaException enrolmentRefused() {
        return new CaException(Code.ENROLMENT_REFUSED, "This device is given no certificate.");
    }

    /** The answer to an operator. */
    public static CaException noSuchCertificate() {
        return new CaException(Code.NOT_FOUND, "There is no such certificate.");
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Optional<String> detail() {
        return Optional.of(getMessage());
    }

    @Override
    public Duration retryAfter() {
        return code == Code.UNAVAILABLE ? SOON : Duration.ZERO;
    }
}
