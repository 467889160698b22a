package dev.hallmark.registry.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hallmark.commons.identity.DeviceId;
import java.time.Instant;

/**
 * A device as callers see it.
 *
 * @param state the standing unless it is active, else the stage
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeviceView(
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
        Instant batchedAt) {}
