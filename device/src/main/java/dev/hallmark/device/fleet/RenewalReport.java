package dev.hallmark.device.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * How a fleet's renewal went.
 *
 * @param early devices whose certificates are not to be renewed yet
 * @param byCertificate devices whose certificates vouched for the next one
 * @param byAttestation devices that had to prove their identity again
 * @param failures number of devices by the reason that ended their renewal
 * @param setbacks number of setbacks by reason, those that were overcome included
 * @param total the renewed devices' times from first byte to connection details, all waiting included
 */
public record RenewalReport(
        int devices,
        int early,
        int byCertificate,
        int byAttestation,
        Duration elapsed,
        Map<String, Long> failures,
        Map<String, Long> setbacks,
        Percentiles total) {

    public RenewalReport {
        failures = Map.copyOf(failures);
        setbacks = Map.copyOf(setbacks);
    }

    /** Whether every device has a certificate that is good for now. */
    public boolean complete() {
        return early + byCertificate + byAttestation == devices;
    }
}
