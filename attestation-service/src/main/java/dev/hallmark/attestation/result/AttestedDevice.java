package dev.hallmark.attestation.result;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;

/**
 * A device that has proved its identity.
 *
 * @param confirmation the thumbprint of the key that it may have a certificate for
 */
public record AttestedDevice(
        DeviceState device, AttestationPolicy policy, String confirmation, Trustworthiness trustworthiness) {}
