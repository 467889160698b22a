package dev.hallmark.events.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.events.EventData;

/** The policy has been carried out: the device can connect to its cloud with this certificate. */
public record DeviceOnboarded(
        DeviceId deviceId, String batch, String policy, int generation, SerialNumber certificate, String target)
        implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
