package dev.hallmark.device.fleet;

import java.time.Duration;
import java.util.Map;

/**
 * The results of connecting a fleet to its broker.
 *
 * @param published messages that the broker acknowledged with a code below 128
 * @param received answers that came back from the application
 * @param reasons number of publishes by the broker's reason code
 * @param failures number of devices without a session, by reason
 * @param connect times to connect
 * @param delivery times from a publish to its acknowledgement
 */
public record ConnectReport(
        int devices,
        int connected,
        Duration elapsed,
        long published,
        long received,
        Map<String, Long> reasons,
        Map<String, Long> failures,
        Percentiles connect,
        Percentiles delivery) {

    public ConnectReport {
        reasons = Map.copyOf(reasons);
        failures = Map.copyOf(failures);
    }
}
