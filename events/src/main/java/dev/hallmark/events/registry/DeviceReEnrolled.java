package dev.hallmark.events.registry;

/** A device is to come again from the beginning, as a new generation. */
public record DeviceReEnrolled(DeviceSnapshot device, String reason) implements DeviceMoved {}
