package dev.hallmark.policy.connection;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.commons.identity.SerialNumber;
import dev.hallmark.commons.identity.TenantId;

/** Who asks, and how that was proven. */
sealed interface DeviceIdentity {

    DeviceId device();

    /**
     * By an attestation token.
     *
     * @param policy the one that the device was judged by, and that its certificate is issued under
     * @param version the registry's version of the device that the attestation was made under
     */
    record Attested(DeviceId device, TenantId tenant, String policy, int generation, long version)
            implements DeviceIdentity {}

    /** By a certificate of ours on the TLS connection. */
    record Certified(DeviceId device, SerialNumber serial) implements DeviceIdentity {}
}
