package dev.hallmark.device.identity;

/**
 * What holds a device's keys: a file, memory, or a chip that derives them each time.
 *
 * <p>A journey unlocks it once, and keeps the keys no longer than it lasts.
 */
public interface RootOfTrust {

    /** What it is called in a registration, such as {@code software}. */
    String kind();

    DeviceKeys unlock() throws RootOfTrustFailedException;
}
