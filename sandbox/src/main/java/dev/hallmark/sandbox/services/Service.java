package dev.hallmark.sandbox.services;

import java.util.Set;

/**
 * One of our services, as the list has it.
 *
 * @param name of its component, and of its database and that database's role
 * @param port where it is published, unless something else is chosen; so with {@code management}
 * @param replicated whether several may share its work
 * @param after the components that must be ready before it starts
 */
public record Service(
        String name, String module, int port, int management, boolean replicated, Set<String> after, Set<Given> given) {

    /** Settings that the sandbox gives a service so that it works with the others. */
    public enum Given {
        /** The key of operators' tokens. */
        OPERATORS,
        /** The gateway forwards to it, and signs what it forwards. */
        DEVICES,
        /** Where the attestation-service publishes its keys. */
        VERIFIER,
        /** A key ring. */
        KEYS,
        /** A role that owns its database and migrates, so that its own role has no more than what that one grants. */
        OWNER
    }

    public Service {
        after = Set.copyOf(after);
        given = Set.copyOf(given);
    }

    public boolean hasDatabase() {
        return after.contains("postgres");
    }

    /** The role that owns its database. */
    public String databaseOwner() {
        return given.contains(Given.OWNER) ? name + "_owner" : name;
    }

    /** Whether it is the one that devices reach, over TLS. */
    public boolean isGateway() {
        return name.equals("gateway");
    }
}
