package dev.hallmark.commons.jose;

import java.io.Serial;

/** The text is not a compact JWS that Hallmark accepts, or its signature is invalid. */
public final class InvalidJwsException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidJwsException(String message) {
        super(message);
    }

    public InvalidJwsException(String message, Throwable cause) {
        super(message, cause);
    }
}
