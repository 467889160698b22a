package dev.hallmark.cli.output;

import java.util.Locale;

/** How a command prints what it found. */
public enum Format {
    /** For people. */
    TABLE,
    JSON,
    YAML,
    /** Only what the thing is called, one a line. */
    NAME;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
