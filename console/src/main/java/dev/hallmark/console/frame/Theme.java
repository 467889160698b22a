package dev.hallmark.console.frame;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Light, dark, or as the browser has it. */
public enum Theme {
    LIGHT,
    DARK,
    AUTO;

    static Optional<Theme> named(String name) {
        return Arrays.stream(values())
                .filter(theme -> theme.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
