package dev.hallmark.client.device;

import java.util.Locale;

/** What an operator does with a device. */
public enum LifecycleCommand {
    /** Holds its certificates until it is resumed. */
    SUSPEND,
    /** Ends a suspension. */
    RESUME,
    /** Ends its service for good. */
    RETIRE,
    /** Takes its identity away for good. */
    REVOKE,
    /** Starts a new generation: the device onboards again. */
    RE_ENROL;

    /** By its name in the API, such as {@code re-enrol}. */
    public static LifecycleCommand named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Its name in the API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
