package dev.hallmark.attestation.refusal;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.TenantId;
import java.util.Optional;

/** A known device that was refused, and why. */
public record Refusal(DeviceId device, TenantId tenant, Optional<String> batch, RefusalReason reason) {

    public static Refusal of(DeviceState device, RefusalReason reason) {
        return new Refusal(device.id(), device.tenant(), device.batch(), reason);
    }
}
