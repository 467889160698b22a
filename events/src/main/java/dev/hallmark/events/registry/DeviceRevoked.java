package dev.hallmark.events.registry;

import dev.hallmark.events.EventData;

/** A device was revoked, which is final. */
public record DeviceRevoked(DeviceSnapshot device, String reason) implements EventData {

    @Override
    public String key() {
        return device.deviceId().hex();
    }
}
