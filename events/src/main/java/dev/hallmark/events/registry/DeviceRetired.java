package dev.hallmark.events.registry;

/** A device was taken out of use. It can only still be revoked. */
public record DeviceRetired(DeviceSnapshot device, String reason) implements DeviceMoved {}
