package dev.hallmark.commons.problem;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a service's exception says about a request that it refuses. Over HTTP only a status is added: the problem's type
 * and title follow from the code.
 */
public interface Refused {

    /** A constant of the service's codes: {@code NAME_TAKEN} is the problem {@code name-taken}. */
    Enum<?> code();

    /** The sentence for the caller; empty where saying more would help an attacker. */
    Optional<String> detail();

    /** Further members of the problem, such as the field at fault. */
    default Map<String, Object> members() {
        return Map.of();
    }

    /** When the caller may retry; zero where waiting does not help. */
    default Duration retryAfter() {
        return Duration.ZERO;
    }
}
