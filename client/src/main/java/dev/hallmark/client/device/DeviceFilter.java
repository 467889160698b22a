package dev.hallmark.client.device;

import java.util.Optional;

/**
 * Which devices are listed; those that match all that is given.
 *
 * @param batch its id or name
 * @param policy its id or name
 * @param state as in {@link Device#state}
 * @param text with which the serial number, the model, the device id or the common name begins
 */
public record DeviceFilter(
        Optional<String> batch, Optional<String> policy, Optional<String> state, Optional<String> text) {

    /** All devices. */
    public static final DeviceFilter ALL =
            new DeviceFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public DeviceFilter ofBatch(String other) {
        return new DeviceFilter(Optional.of(other), policy, state, text);
    }

    public DeviceFilter underPolicy(String other) {
        return new DeviceFilter(batch, Optional.of(other), state, text);
    }

    public DeviceFilter inState(String other) {
        return new DeviceFilter(batch, policy, Optional.of(other), text);
    }

    public DeviceFilter beginningWith(String other) {
        return new DeviceFilter(batch, policy, state, Optional.of(other));
    }
}
