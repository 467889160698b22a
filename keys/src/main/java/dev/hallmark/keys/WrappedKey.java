package dev.hallmark.keys;

/**
 * A data key that only the ring can open.
 *
 * @param text opaque; the form is the adapter's own and carries the version of the wrapping key
 */
public record WrappedKey(String text) {}
