package dev.hallmark.commons.encoding;

import java.io.Serial;

/** A text is not base64 or PEM of what is expected; the message continues "It is ", and names the place. */
public final class InvalidDerTextException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    InvalidDerTextException(String message) {
        super(message);
    }

    InvalidDerTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
