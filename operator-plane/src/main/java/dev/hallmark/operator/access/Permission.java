package dev.hallmark.operator.access;

import static dev.hallmark.operator.access.Role.ADMIN;
import static dev.hallmark.operator.access.Role.APPROVER;
import static dev.hallmark.operator.access.Role.AUDITOR;
import static dev.hallmark.operator.access.Role.FACTORY;
import static dev.hallmark.operator.access.Role.OPERATOR;
import static dev.hallmark.operator.access.Role.VIEWER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an endpoint requires. This is the one table of which roles have which permission. */
public enum Permission {
    REGISTRATIONS_ADD("register devices, and see the imports of registrations", FACTORY, ADMIN),
    REGISTRATIONS_UPDATE("change what is stored of a device, by an import with update=true", OPERATOR, ADMIN),
    IMPORTS_READ(
            "see imports; with batches:read also those into batches",
            VIEWER,
            OPERATOR,
            APPROVER,
            ADMIN,
            AUDITOR,
            FACTORY),
    BATCHES_READ("see batches", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    BATCHES_CHANGE("create batches, import devices into them, move them to another policy", OPERATOR, ADMIN),
    DEVICES_READ("see devices and their timelines", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    DEVICES_CHANGE("suspend, resume, revoke, retire and re-enrol devices", OPERATOR, ADMIN),
    FACTORY_KEYS_READ("see the keys that sign manifests", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    FACTORY_KEYS_CHANGE("add and revoke the keys that sign manifests", ADMIN),
    POLICIES_READ(
            "see policies, their versions and targets, and what a change would do",
            VIEWER,
            OPERATOR,
            APPROVER,
            ADMIN,
            AUDITOR),
    POLICIES_CHANGE("create and change policies", OPERATOR, ADMIN),
    CERTIFICATES_READ("see certificates", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    CERTIFICATES_CHANGE("revoke, hold and release certificates", OPERATOR, ADMIN),
    AUTHORITIES_READ("see authorities and issuance profiles", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    DEAD_LETTERS_READ("see events that a consumer could not process", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    DEAD_LETTERS_CHANGE("replay and discard events that a consumer could not process", OPERATOR, ADMIN),
    STATUS_READ("see how services are", VIEWER, OPERATOR, APPROVER, ADMIN, AUDITOR),
    AUDIT_READ("see, export and verify the audit trail", ADMIN, AUDITOR),
    AUDIT_CHECKPOINT("have the audit trail signed as it stands", ADMIN),
    TOKENS_READ("see machine tokens: who made them, what they may do, when they were used", ADMIN, AUDITOR),
    TOKENS_CHANGE("make machine tokens, with permissions that one has oneself, and revoke them", ADMIN);

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable set.
    private final Set<Role> roles;

    Permission(String meaning, Role... roles) {
        this.meaning = meaning;
        this.roles = Collections.unmodifiableSet(EnumSet.copyOf(List.of(roles)));
    }

    /** The permission of this name; empty for one of a newer version. */
    public static Optional<Permission> named(String name) {
        return Arrays.stream(values())
                .filter(permission -> permission.toString().equals(name))
                .findFirst();
    }

    /**
     * Whether only people may have it, and no machine token: approvals, which are a person's decision, and what makes
     * another credential, which would outlive the token.
     */
    public boolean isForPeopleOnly() {
        return this == TOKENS_CHANGE || this == FACTORY_KEYS_CHANGE || name().endsWith("_APPROVE");
    }

    /** What it allows. */
    public String meaning() {
        return meaning;
    }

    /** Who has it. */
    public Set<Role> roles() {
        return roles;
    }

    /** Its name for people, such as {@code factory-keys:change}. */
    @Override
    public String toString() {
        int verb = name().lastIndexOf('_');
        var name = name().substring(0, verb) + ":" + name().substring(verb + 1);
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
