package dev.hallmark.device.attestation;

import dev.hallmark.device.identity.DeviceId;

/** The verifier's response: a token for the attested identity. */
public record AttestationResult(
        DeviceId deviceId, String token, String tokenType, String expiresAt, String commonName, Est est) {

    /** Where this device enrols. */
    public record Est(String label, String path) {}

    @Override
    public String toString() {
        return "AttestationResult[" + deviceId + ", until " + expiresAt + "]";
    }
}
