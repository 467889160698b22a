package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.io.Serial;
import java.util.UUID;

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

    /** For the caller, with what has become of the import. */
    RegistryException refusal(UUID id, String outcome) {
        return new RegistryException(
                        Refusal.MALFORMED_FILE,
                        "The file cannot be read from line %d on: %s. %s".formatted(line, getMessage(), outcome))
                .with("line", line)
                .with("import", id);
    }
}
