package dev.hallmark.policy.onboarding;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.registry.DeviceSnapshot;
import dev.hallmark.events.registry.Standing;

/**
 * A device's standing as of a version of the device.
 *
 * @param version counted by the registry
 */
record DeviceStanding(DeviceId device, TenantId tenant, Standing standing, long version, int generation) {

    static DeviceStanding of(TenantId tenant, DeviceSnapshot snapshot) {
        return new DeviceStanding(
                snapshot.deviceId(), tenant, snapshot.standing(), snapshot.version(), snapshot.generation());
    }

    /**
     * Whether it is active, or will be once it is resumed: until then its standing, and the hold on its certificate,
     * keep it out, and afterwards everything is in its place.
     */
    boolean mayOnboard() {
        return standing == Standing.ACTIVE || standing == Standing.SUSPENDED;
    }

    static DeviceStanding newer(DeviceStanding one, DeviceStanding other) {
        return other.version > one.version ? other : one;
    }
}
