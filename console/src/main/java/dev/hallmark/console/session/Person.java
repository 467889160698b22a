package dev.hallmark.console.session;

import java.util.Set;

/**
 * Who is signed in.
 *
 * @param issuer within which the subject is unique
 */
public record Person(String issuer, String subject, String tenant, Set<String> roles) {

    public Person {
        roles = Set.copyOf(roles);
    }
}
