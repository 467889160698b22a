package dev.hallmark.attestation.result;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.commons.attestation.Confirmation;

/**
 * A device that has proved its identity.
 *
 * @param confirmation the key that it may have a certificate for
 */
public record AttestedDevice(
        DeviceState device, AttestationPolicy policy, Confirmation confirmation, Trustworthiness trustworthiness) {}
