package dev.hallmark.events.attestation;

import dev.hallmark.commons.identity.DeviceId;
import dev.hallmark.events.EventData;

/**
 * A device proved its identity.
 *
 * @param evidence the media type of the evidence
 * @param status {@code affirming} or {@code warning}
 * @param trust {@code hardware} or {@code software}
 * @param softwareVersion the security counter that the evidence named, null when it named none
 */
public record DeviceAttested(
        DeviceId deviceId,
        String batch,
        String policy,
        int generation,
        String evidence,
        String status,
        String trust,
        Long softwareVersion)
        implements EventData {

    @Override
    public String key() {
        return deviceId.hex();
    }
}
