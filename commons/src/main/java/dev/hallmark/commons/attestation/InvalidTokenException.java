package dev.hallmark.commons.attestation;

import java.io.Serial;

/** The token is not one of ours, or no longer valid; the message is for the log and not for the device. */
public final class InvalidTokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidTokenException(String message) {
        super(message);
    }

    public InvalidTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
