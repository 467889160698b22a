package dev.hallmark.registry.imports;

import dev.hallmark.registry.refusal.Refusal;
import dev.hallmark.registry.refusal.RegistryException;
import java.io.Serial;
import java.util.UUID;

/** The file cannot be read from this line on; the rows before it stay imported. */
final class MalformedFileException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long line;
    private final String sentence;

    MalformedFileException(long line, String message) {
        this(line, message, "The file cannot be read from line %d on: %s.".formatted(line, message));
    }

    private MalformedFileException(long line, String message, String sentence) {
        super(message);
        this.line = line;
        this.sentence = sentence;
    }

    static MalformedFileException noRows() {
        var message = "No rows found. If curl sent the file: -d strips its line ends, --data-binary keeps them.";
        return new MalformedFileException(1, message, message);
    }

    /** The line at fault, counted from one. */
    long line() {
        return line;
    }

    /** For the caller, with what was imported. */
    RegistryException refusal(UUID id, String outcome) {
        return new RegistryException(Refusal.MALFORMED_FILE, (sentence + " " + outcome).strip())
                .with("line", line)
                .with("import", id);
    }
}
