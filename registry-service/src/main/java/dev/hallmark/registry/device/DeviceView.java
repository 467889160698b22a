package dev.hallmark.registry.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Instant;

/**
 * A device as callers see it.
 *
 * @param state the standing unless it is active, else the stage
 * @param standingSince when the command was carried out that the standing comes from; null while it is active
 * @param standingReason the reason that was given with that command
 * @param notice in the answer to a command that changed nothing: what it found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceView(
        DeviceId deviceId,
        String commonName,
        String state,
        String stage,
        String standing,
        String batch,
        String batchName,
        String policy,
        String policyName,
        String serial,
        String model,
        String rootOfTrust,
        String algorithm,
        int generation,
        long version,
        Instant registeredAt,
        Instant batchedAt,
        Instant standingSince,
        String standingReason,
        String notice) {}
