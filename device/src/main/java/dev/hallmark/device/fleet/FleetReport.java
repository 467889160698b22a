package dev.hallmark.device.fleet;

import dev.hallmark.device.onboarding.Stage;
import java.time.Duration;
import java.util.Map;

/**
 * How a fleet's onboarding went.
 *
 * @param failures number of devices by the reason that ended their journey
 * @param setbacks number of setbacks by reason, those that were overcome included
 * @param stages the arrived devices' times at each stage, waiting between tries left out
 * @param total the arrived devices' times from first byte to connection details, all waiting included
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
