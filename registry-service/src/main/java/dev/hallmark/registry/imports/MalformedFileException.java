package dev.hallmark.registry.imports;

import java.io.Serial;

/** The file cannot be read on from here: what came before it stays. */
final class MalformedFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long line;

    MalformedFileException(long line, String message) {
        super(message);
        this.line = line;
    }

    /** The line at fault, counted from one. */
    long line() {
        return line;
    }
}
