package dev.hallmark.console.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A person and the bearer token that the APIs know them by.
 *
 * @param grant empty in a sandbox without an OIDC provider
 */
public record Credentials(Person person, String token, Instant expiresAt, Optional<Grant> grant) {

    public Credentials(Person person, String token, Instant expiresAt) {
        this(person, token, expiresAt, Optional.empty());
    }

    @Override
    public String toString() {
        return "Credentials of " + person.subject();
    }
}
