package dev.hallmark.events.registry;

/** A suspended device is welcome again. */
public record DeviceResumed(DeviceSnapshot device, String reason) implements DeviceMoved {}
