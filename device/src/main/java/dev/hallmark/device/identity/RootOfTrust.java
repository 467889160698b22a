package dev.hallmark.device.identity;

/**
 * What holds a device's keys: a file, memory, or a chip that derives them anew each time.
 *
 * <p>The journey asks once and keeps the answer no longer than the journey lasts.
 */
public interface RootOfTrust {

    /** What it is called in a registration, such as {@code software}. */
    String kind();

    DeviceKeys unlock() throws RootOfTrustFailedException;
}
