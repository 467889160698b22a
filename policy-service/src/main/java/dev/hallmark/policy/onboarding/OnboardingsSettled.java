package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import java.util.Set;

/** Fired within this process when something new about these devices has been committed. */
public record OnboardingsSettled(Set<DeviceId> devices) {

    public OnboardingsSettled {
        devices = Set.copyOf(devices);
    }
}
