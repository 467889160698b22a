package dev.hallmark.device.onboarding;

import dev.hallmark.device.connection.ConnectionDetails;
import dev.hallmark.device.identity.ClientCertificate;
import dev.hallmark.device.identity.DeviceId;
import java.time.Duration;
import java.util.Map;

/** What an onboarded device has, and how long each stage took. */
public record Arrival(
        DeviceId deviceId, ClientCertificate certificate, ConnectionDetails connection, Map<Stage, Duration> times) {

    public Arrival {
        times = Map.copyOf(times);
    }
}
