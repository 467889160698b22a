package dev.hallmark.registry.device;

import java.util.Locale;

/** How far a device has come; the events of other services only ever move it forward. */
public enum Stage {
    REGISTERED,
    ATTESTED,
    ENROLLED,
    ONBOARDED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
