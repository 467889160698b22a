package dev.hallmark.device.fleet;

import dev.hallmark.device.attestation.EvidenceFormat;
import java.time.Duration;

/**
 * How a fleet onboards.
 *
 * @param concurrency devices at a time
 * @param deadline for each device
 */
public record OnboardOptions(int concurrency, Duration deadline, EvidenceFormat evidence) {

    public static OnboardOptions defaults() {
        return new OnboardOptions(32, Duration.ofMinutes(2), EvidenceFormat.EAT_JWT);
    }

    public OnboardOptions withConcurrency(int devices) {
        return new OnboardOptions(devices, deadline, evidence);
    }

    public OnboardOptions withDeadline(Duration limit) {
        return new OnboardOptions(concurrency, limit, evidence);
    }

    public OnboardOptions withEvidence(EvidenceFormat format) {
        return new OnboardOptions(concurrency, deadline, format);
    }
}
