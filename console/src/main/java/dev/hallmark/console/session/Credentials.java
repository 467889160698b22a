package dev.hallmark.console.session;

import java.time.Instant;

/** A person and the bearer token that the APIs know them by. */
public record Credentials(Person person, String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "Credentials of " + person.subject();
    }
}
