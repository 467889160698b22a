package dev.hallmark.policy.policy;

import dev.hallmark.commons.problem.Refused;
import dev.hallmark.policy.target.FieldError;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request about policies that cannot be met; the message is for the caller. */
public final class PolicyException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> members;

    /** Why. */
    public enum Code {
        INVALID_REQUEST,
        POLICY_NAME_TAKEN,
        NOT_FOUND,
        POLICY_CHANGED
    }

    private PolicyException(Code code, String message, List<FieldError> errors, Map<String, Object> members) {
        super(message);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.members = Map.copyOf(members);
    }

    static PolicyException invalid(List<FieldError> errors) {
        var message = errors.stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(Collectors.joining("; "));
        return new PolicyException(Code.INVALID_REQUEST, message, errors, Map.of("errors", errors));
    }

    static PolicyException nameTaken(String name) {
        return new PolicyException(
                Code.POLICY_NAME_TAKEN,
                "There is a policy named " + name + " already.",
                List.of(),
                Map.of("field", "name"));
    }

    static PolicyException notFound() {
        return new PolicyException(Code.NOT_FOUND, "There is no such policy.", List.of(), Map.of());
    }

    static PolicyException changedMeanwhile(int version) {
        return new PolicyException(
                Code.POLICY_CHANGED, "The policy is at version %d by now.".formatted(version), List.of(), Map.of());
    }

    @Override
    public Code code() {
        return code;
    }

    @Override
    public Optional<String> detail() {
        return Optional.of(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
