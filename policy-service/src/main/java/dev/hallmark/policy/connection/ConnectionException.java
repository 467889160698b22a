package dev.hallmark.policy.connection;

import dev.hallmark.commons.problem.Refused;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** A device gets no connection details, and no reason beyond the code. */
final class ConnectionException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration SOON = Duration.ofSeconds(1);
    /** An operator has to mend the policy first. */
    private static final Duration LATER = Duration.ofMinutes(5);

    private final Code code;

    /** Why, as far as a device may know. */
    enum Code {
        /** It has not proven who it is. */
        NOT_AUTHENTICATED,
        /** Device or certificate is no longer good: the same answer whatever the cause. */
        DEVICE_REFUSED,
        /** The policy cannot be carried out; operators see the reason. */
        PROVISIONING_FAILED,
        /** What is needed to recognise the device cannot be reached just now. */
        TEMPORARILY_UNAVAILABLE
    }

    ConnectionException(Code code, String message) {
        super(message);
        this.code = code;
    }

    ConnectionException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Optional<String> detail() {
        return Optional.empty();
    }

    @Override
    public Duration retryAfter() {
        return switch (code) {
            case PROVISIONING_FAILED -> LATER;
            case TEMPORARILY_UNAVAILABLE -> SOON;
            case NOT_AUTHENTICATED, DEVICE_REFUSED -> Duration.ZERO;
        };
    }
}
