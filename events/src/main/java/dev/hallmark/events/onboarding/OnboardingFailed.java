package dev.hallmark.events.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.EventData;

/** The policy could not be carried out; the reason is a sentence for operators. */
public record OnboardingFailed(DeviceId deviceId, String batch, String policy, int generation, String reason)
        implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
