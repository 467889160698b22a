package dev.hallmark.device.fleet;

import dev.hallmark.device.onboarding.Setback;

/** Hears of each device as it happens, on that device's thread. */
public interface FleetListener {

    FleetListener SILENT = new FleetListener() {};

    /** A device has been held up; it may still arrive. */
    default void setback(FleetDevice device, Setback setback) {}

    /** A device is done, well or not. */
    default void finished(FleetDevice device, boolean success) {}
}
