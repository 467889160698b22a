package dev.hallmark.commons.connection;

/** The request does not carry exactly one valid Hallmark-Connection; the message is for the log, never for the caller. */
public class InvalidConnectionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConnectionException(String reason) {
        super(reason);
    }

    InvalidConnectionException(String reason, Exception cause) {
        super(reason, cause);
    }
}
