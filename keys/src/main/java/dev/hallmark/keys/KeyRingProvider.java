package dev.hallmark.keys;

/** One way to have a key ring: a bean of this type is what {@code hallmark.keys.provider} chooses by its name. */
public interface KeyRingProvider {

    /** The word that chooses it. */
    String name();

    /**
     * Opens the ring at start.
     *
     * @throws IllegalStateException naming the property at fault, when the configuration does not allow it
     */
    KeyRing open();
}
