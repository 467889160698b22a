package dev.hallmark.device.fleet;

import dev.hallmark.device.onboarding.Setback;

/** Is called for each device, on that device's thread. */
public interface FleetListener {

    FleetListener SILENT = new FleetListener() {};

    /** A device had a setback; it may still onboard. */
    default void setback(FleetDevice device, Setback setback) {}

    /** A device has finished, successfully or not. */
    default void finished(FleetDevice device, boolean success) {}
}
