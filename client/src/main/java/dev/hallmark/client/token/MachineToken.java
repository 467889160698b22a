package dev.hallmark.client.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token for a program, without the token itself.
 *
 * @param permissions such as {@code registrations:add}
 * @param creator who made it
 * @param lastUsedAt to about a minute
 */
public record MachineToken(
        String id,
        String name,
        List<String> permissions,
        Creator creator,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy,
        Optional<String> reason,
        Optional<Instant> lastUsedAt) {

    public MachineToken {
        permissions = List.copyOf(permissions);
    }

    /** A person. */
    public record Creator(Optional<String> issuer, String subject, Optional<String> name) {

        /** What people call them, where it is known. */
        @Override
        public String toString() {
            return name.orElse(subject);
        }
    }

    /** {@code active}, {@code expired} or {@code revoked}. */
    public String state(Instant now) {
        if (revokedAt.isPresent()) {
            return "revoked";
        }
        return expiresAt.isAfter(now) ? "active" : "expired";
    }
}
