package dev.hallmark.commons.security;

/** What a person or program may do, as the {@code groups} claim of its token says. */
public final class Roles {

    /** Sees devices, batches, policies and certificates. */
    public static final String VIEWER = "viewer";
    /** Batches, onboarding, lifecycle. */
    public static final String OPERATOR = "operator";
    /** Approves releases, rollouts and authorities. */
    public static final String APPROVER = "approver";
    /** Everything in its tenant. */
    public static final String ADMIN = "admin";
    /** The programming line: registrations and nothing else. */
    public static final String FACTORY = "factory";
    /** Reads everything and changes nothing. */
    public static final String AUDITOR = "auditor";

    private Roles() {}
}
