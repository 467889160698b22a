package dev.hallmark.events.registry;

import dev.hallmark.events.EventData;

/** An operator has given a device another standing or a new generation. A reader of state needs no more. */
public sealed interface DeviceMoved extends EventData
        permits DeviceSuspended, DeviceResumed, DeviceRetired, DeviceReEnrolled, DeviceRevoked {

    /** The device after the command. */
    DeviceSnapshot device();

    /** As the operator gave it. */
    String reason();

    @Override
    default String key() {
        return device().deviceId().hex();
    }
}
