package dev.hallmark.console.frame;

import dev.hallmark.operator.access.Permission;
import java.util.Optional;

/** A page that a navigation leads to, with those beneath it. */
public interface Entry {

    String path();

    String icon();

    /** What it needs; empty when it is for everybody. */
    Optional<Permission> permission();

    /** Whether a page belongs to it. */
    default boolean holds(String page) {
        return page.equals(path()) || page.startsWith(path() + "/");
    }
}
