package dev.hallmark.device.onboarding;

import dev.hallmark.device.attestation.EvidenceFormat;
import dev.hallmark.device.attestation.Software;
import dev.hallmark.device.gateway.Gateway;
import java.time.Duration;

/**
 * How a device onboards.
 *
 * @param deadline for the whole journey, from its first step to its last retry
 */
public record OnboardingSettings(Gateway gateway, EvidenceFormat evidence, Software software, Duration deadline) {

    private static final Software FACTORY_IMAGE = new Software("hallmark-simulator", 1);

    /** An EAT as evidence, the factory's software, two minutes. */
    public static OnboardingSettings of(Gateway gateway) {
        return new OnboardingSettings(gateway, EvidenceFormat.EAT_JWT, FACTORY_IMAGE, Duration.ofMinutes(2));
    }

    public OnboardingSettings withEvidence(EvidenceFormat format) {
        return new OnboardingSettings(gateway, format, software, deadline);
    }

    public OnboardingSettings withDeadline(Duration limit) {
        return new OnboardingSettings(gateway, evidence, software, limit);
    }
}
