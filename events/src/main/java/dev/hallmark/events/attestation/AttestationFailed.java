package dev.hallmark.events.attestation;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.EventData;

/** A known device's evidence was refused. The reason is for operators; the device does not get it. */
public record AttestationFailed(DeviceId deviceId, String batch, String reason) implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
