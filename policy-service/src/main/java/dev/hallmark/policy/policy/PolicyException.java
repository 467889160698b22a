package dev.hallmark.policy.policy;

import dev.hallmark.policy.target.FieldError;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A request about policies that cannot be met; the message is for the caller. */
public final class PolicyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient List<FieldError> errors;

    /** Why. */
    public enum Code {
        INVALID,
        NAME_TAKEN,
        NOT_FOUND,
        CHANGED_MEANWHILE
    }

    private PolicyException(Code code, String message, List<FieldError> errors) {
        super(message);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    static PolicyException invalid(List<FieldError> errors) {
        var message = errors.stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(Collectors.joining("; "));
        return new PolicyException(Code.INVALID, message, errors);
    }

    static PolicyException nameTaken(String name) {
        return new PolicyException(Code.NAME_TAKEN, "There is a policy named " + name + " already.", List.of());
    }

    static PolicyException notFound() {
        return new PolicyException(Code.NOT_FOUND, "There is no such policy.", List.of());
    }

    static PolicyException changedMeanwhile(int version) {
        return new PolicyException(
                Code.CHANGED_MEANWHILE, "The policy is at version %d by now.".formatted(version), List.of());
    }

    public Code code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
