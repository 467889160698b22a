package dev.hallmark.console.frame;

import dev.hallmark.operator.access.Permission;
import java.util.Optional;

/** An entry of the navigation. */
public enum Section implements Entry {
    OVERVIEW("/", "home", Optional.empty()),
    ONBOARD("/onboard", "plus", Optional.of(Permission.BATCHES_CHANGE)),
    DEVICES("/devices", "cpu", Optional.of(Permission.DEVICES_READ)),
    BATCHES("/batches", "packages", Optional.of(Permission.BATCHES_READ)),
    POLICIES("/policies", "list-check", Optional.of(Permission.POLICIES_READ)),
    CERTIFICATES("/certificates", "certificate", Optional.of(Permission.CERTIFICATES_READ)),
    AUDIT("/audit", "clipboard-list", Optional.of(Permission.AUDIT_READ)),
    SETTINGS("/settings", "settings", Optional.empty());

    private final String path;
    private final String icon;

    @SuppressWarnings("ImmutableEnumChecker") // Of an enum.
    private final Optional<Permission> permission;

    Section(String path, String icon, Optional<Permission> permission) {
        this.path = path;
        this.icon = icon;
        this.permission = permission;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String icon() {
        return icon;
    }

    @Override
    public Optional<Permission> permission() {
        return permission;
    }

    /** Every path begins like that of the overview. */
    @Override
    public boolean holds(String page) {
        return this == OVERVIEW ? page.equals(path) : Entry.super.holds(page);
    }
}
