package dev.hallmark.registry.imports;

import java.io.Serial;

/** A row that is left out, with the reason in words for the report. */
final class UnusableRowException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnusableRowException(String message) {
        super(message);
    }

    UnusableRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
