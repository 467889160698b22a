package dev.hallmark.client.batch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Devices under one policy.
 *
 * @param policy its id
 * @param rootOfTrust of devices that are registered by an import into the batch
 * @param registerOnImport whether an import also registers devices that are not registered yet
 * @param attributes of the operator's own
 * @param devices how many are in each state
 * @param move to another policy, the latest
 */
public record Batch(
        String id,
        String name,
        String policy,
        String policyName,
        Optional<String> rootOfTrust,
        boolean registerOnImport,
        Map<String, String> attributes,
        Map<String, Long> devices,
        Optional<Move> move,
        Instant createdAt,
        String createdBy) {

    /**
     * Gives the devices of a batch another policy.
     *
     * @param from the name of the policy before; {@code to} is that of the policy after
     * @param state {@code running} or {@code completed}
     * @param moved how many devices have the new policy
     */
    public record Move(
            String id, String from, String to, String state, long moved, String reason, String by, Instant at) {}

    public Batch {
        attributes = Map.copyOf(attributes);
        devices = Map.copyOf(devices);
    }
}
