package dev.hallmark.device.chip;

import java.util.Locale;

/** What a derived key is for. */
public enum KeyUse {
    IDENTITY,
    OPERATIONAL,
    FIRMWARE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
