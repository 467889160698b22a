package dev.hallmark.events.registry;

/** A device was revoked, which is final. */
public record DeviceRevoked(DeviceSnapshot device, String reason) implements DeviceMoved {}
