package dev.hallmark.policy.connection;

import java.io.Serial;

/** A device is not told how to connect; it learns no more than the code. */
final class ConnectionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;

    /** Why, as far as a device may know. */
    enum Code {
        /** It has not shown who it is. */
        UNAUTHENTICATED,
        /** Device or certificate is no longer good: the same answer whatever the cause. */
        REFUSED,
        /** The policy cannot be carried out; operators see the reason. */
        FAILED,
        /** What is needed to recognise the device cannot be reached just now. */
        UNAVAILABLE
    }

    ConnectionException(Code code, String message) {
        super(message);
        this.code = code;
    }

    ConnectionException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
