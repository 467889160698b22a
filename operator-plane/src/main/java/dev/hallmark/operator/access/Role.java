package dev.hallmark.operator.access;

import java.util.Locale;

/** What a person or program is, as the {@code groups} claim of its token says. */
public enum Role {
    VIEWER("sees devices, batches, policies and certificates"),
    OPERATOR("batches, onboarding, lifecycle"),
    APPROVER("approves releases, rollouts and authorities"),
    ADMIN("everything in its tenant"),
    FACTORY("the programming line: registrations and nothing else"),
    AUDITOR("reads everything and changes nothing");

    private final String meaning;

    Role(String meaning) {
        this.meaning = meaning;
    }

    /** What the role is for. */
    public String meaning() {
        return meaning;
    }

    /** The role's name in a token. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
