package dev.hallmark.device.fleet;

import dev.hallmark.device.onboarding.Stage;
import java.time.Duration;
import java.util.Map;

/**
 * The results of onboarding a fleet.
 *
 * @param failures number of devices that failed, by reason
 * @param setbacks number of setbacks by reason, including those that were overcome
 * @param stages the onboarded devices' times at each stage, without the waits between attempts
 * @param total the onboarded devices' times from first byte to connection details, including all waits
 */
public record FleetReport(
        int devices,
        int onboarded,
        Duration elapsed,
        Map<String, Long> failures,
        Map<String, Long> setbacks,
        Map<Stage, Percentiles> stages,
        Percentiles total) {

    public FleetReport {
        failures = Map.copyOf(failures);
        setbacks = Map.copyOf(setbacks);
        stages = Map.copyOf(stages);
    }

    /** Devices onboarded in a second. */
    public double rate() {
        return elapsed.isZero() ? 0 : onboarded * 1e9 / elapsed.toNanos();
    }
}
