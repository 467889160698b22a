package dev.hallmark.device.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * The results of renewing a fleet's certificates.
 *
 * @param early devices whose certificates are not due yet
 * @param byCertificate devices that renewed with their certificate
 * @param byAttestation devices that had to attest again
 * @param failures number of devices that failed, by reason
 * @param setbacks number of setbacks by reason, including those that were overcome
 * @param total the renewed devices' times from first byte to connection details, including all waits
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

    /** Whether every device has a current certificate. */
    public boolean complete() {
        return early + byCertificate + byAttestation == devices;
    }
}
