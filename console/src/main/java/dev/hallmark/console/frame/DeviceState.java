package dev.hallmark.console.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The states of devices, in the order in which pages show them. */
public enum DeviceState {
    REGISTERED("secondary"),
    ATTESTED("azure"),
    ENROLLED("blue"),
    ONBOARDED("green"),
    TRANSFERRING("purple"),
    SUSPENDED("orange"),
    RETIRED("muted"),
    REVOKED("red");

    private final String colour;

    DeviceState(String colour) {
        this.colour = colour;
    }

    /** One of Tabler's. */
    public String colour() {
        return colour;
    }

    /** Its name in the API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(DeviceState::toString).toList();
    }

    /** The colour of a state, or of one of a newer version. */
    public static String colourOf(String state) {
        return Arrays.stream(values())
                .filter(known -> known.toString().equals(state))
                .map(DeviceState::colour)
                .findFirst()
                .orElse("secondary");
    }
}
