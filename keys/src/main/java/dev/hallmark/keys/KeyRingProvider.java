package dev.hallmark.keys;

/** A kind of key ring: {@code hallmark.keys.provider} selects a bean of this type by its name. */
public interface KeyRingProvider {

    /** The name that selects it. */
    String name();

    /**
     * Opens the ring at start.
     *
     * @throws IllegalStateException naming the property at fault, when the configuration does not allow it
     */
    KeyRing open();

    /** Why it cannot be opened without this property. */
    default IllegalStateException missing(String property) {
        return new IllegalStateException("%s is needed by hallmark.keys.provider=%s".formatted(property, name()));
    }
}
