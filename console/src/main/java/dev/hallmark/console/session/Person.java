package dev.hallmark.console.session;

import java.util.Set;

/**
 * Who is signed in.
 *
 * @param issuer within which the subject is unique
 * @param name for people; the subject where nothing else is known
 */
public record Person(String issuer, String subject, String name, String tenant, Set<String> roles) {

    public Person {
        name = name == null ? subject : name;
        roles = Set.copyOf(roles);
    }

    public Person(String issuer, String subject, String tenant, Set<String> roles) {
        this(issuer, subject, subject, tenant, roles);
    }
}
