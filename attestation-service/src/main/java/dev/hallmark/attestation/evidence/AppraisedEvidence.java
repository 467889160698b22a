package dev.hallmark.attestation.evidence;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import dev.hallmark.attestation.result.AttestedDevice;
import dev.hallmark.attestation.result.Trustworthiness;

/**
 * Evidence that has passed every check.
 *
 * @param identityKey the key it was signed with, DER
 */
record AppraisedEvidence(
        DeviceState device,
        AttestationPolicy policy,
        byte[] identityKey,
        Evidence evidence,
        Trustworthiness trustworthiness) {

    AttestedDevice attestedDevice() {
        return new AttestedDevice(device, policy, evidence.confirmation(), trustworthiness);
    }
}
