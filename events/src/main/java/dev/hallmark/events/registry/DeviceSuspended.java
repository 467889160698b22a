package dev.hallmark.events.registry;

/** A device was suspended: for the time being it is not welcome. */
public record DeviceSuspended(DeviceSnapshot device, String reason) implements DeviceMoved {}
