package dev.hallmark.audit;

import dev.hallmark.commons.problem.Refused;
import java.io.Serial;
import java.util.Optional;

/** What this service refuses: a code, which {@link AuditProblems} turns into a status, and a sentence for the caller. */
public final class AuditException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The reason. */
    public enum Code {
        INVALID_REQUEST,
        NOT_FOUND,
        TRAIL_DAMAGED
    }

    private final Code code;

    public AuditException(Code code, String message) {
        super(message);
        this.code = code;
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Optional<String> detail() {
        return Optional.of(getMessage());
    }
}
