package dev.hallmark.policy.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/** A policy's id. */
public record PolicyId(@JsonValue UUID value) {

    private static final int CANONICAL_LENGTH = 36;

    static PolicyId create() {
        return new PolicyId(UUID.randomUUID());
    }

    /**
     * Reads an id in its canonical text form.
     *
     * @throws IllegalArgumentException with what is accepted
     */
    public static PolicyId parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a UUID is accepted, 36 characters such as 00000000-0000-4000-8000-000000000000"));
    }

    /** Reads an id in its canonical text form; empty when the text is none. */
    public static Optional<PolicyId> tryParse(String text) {
        if (text == null || text.length() != CANONICAL_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PolicyId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
