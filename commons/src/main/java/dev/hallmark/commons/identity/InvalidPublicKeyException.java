package dev.hallmark.commons.identity;

import java.io.Serial;

/** The octets are not a public key that Hallmark accepts; the message tells an operator why. */
public final class InvalidPublicKeyException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    public InvalidPublicKeyException(String message) {
        super(message);
    }

    public InvalidPublicKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
