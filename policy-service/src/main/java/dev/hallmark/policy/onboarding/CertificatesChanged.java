package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import java.util.Set;

/** Fired within this process after a change to these devices' certificates has been committed. */
public record CertificatesChanged(Set<DeviceId> devices) {

    public CertificatesChanged {
        devices = Set.copyOf(devices);
    }
}
