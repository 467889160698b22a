package dev.hallmark.registry.refusal;

import dev.hallmark.commons.problem.Refused;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request that is refused, with a sentence for the caller and whatever else shows the place at fault. */
public final class RegistryException extends RuntimeException implements Refused {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient Map<String, Object> members;

    public RegistryException(Refusal refusal, String message) {
        this(refusal, message, Map.of());
    }

    private RegistryException(Refusal refusal, String message, Map<String, Object> members) {
        super(message);
        this.refusal = refusal;
        this.members = members;
    }

    /** The same with one more member for the caller, such as the field at fault. */
    public RegistryException with(String member, Object value) {
        var more = new TreeMap<>(members);
        more.put(member, value);
        return new RegistryException(refusal, getMessage(), more);
    }

    @Override
    public Refusal code() {
        return refusal;
    }

    @Override
    public Optional<String> detail() {
        return Optional.of(getMessage());
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}
