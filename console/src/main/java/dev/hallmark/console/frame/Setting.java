package dev.hallmark.console.frame;

import dev.hallmark.operator.access.Permission;
import java.util.Optional;

/** An entry of the navigation within the settings. */
public enum Setting implements Entry {
    TARGETS("/settings/targets", "plug-connected", Optional.of(Permission.POLICIES_READ)),
    TOKENS("/settings/tokens", "key", Optional.of(Permission.TOKENS_READ)),
    ROLES("/settings/roles", "users", Optional.empty()),
    DEAD_LETTERS("/settings/dead-letters", "mail-exclamation", Optional.of(Permission.DEAD_LETTERS_READ)),
    HEALTH("/settings/health", "heartbeat", Optional.of(Permission.STATUS_READ));

    private final String path;
    private final String icon;

    @SuppressWarnings("ImmutableEnumChecker") // Of an enum.
    private final Optional<Permission> permission;

    Setting(String path, String icon, Optional<Permission> permission) {
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
}
