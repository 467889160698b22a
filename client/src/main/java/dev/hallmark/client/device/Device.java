package dev.hallmark.client.device;

import java.time.Instant;
import java.util.Optional;

/**
 * A device as the registry knows it.
 *
 * @param deviceId SHA-256 of its enrolment public key in hex
 * @param commonName in its certificates: {@code dev-} and the first half of the id
 * @param state the standing unless that is active, else the stage
 * @param stage how far it has come: registered, attested, enrolled, onboarded
 * @param standing what commands made of it: active, quarantined, suspended, revoked, retired, transferring
 * @param batch the id of its batch, none while it is in no batch; so with {@code batchName} and the policy
 * @param algorithm of its enrolment key, once that is known
 * @param generation begins at 1, and grows by one with each {@link LifecycleCommand#RE_ENROL}
 * @param version grows with every change
 * @param standingSince when it was suspended, revoked or retired; none while it is active
 * @param standingReason the reason that was given for that
 * @param notice in the answer to a command that changed nothing: what it found
 */
public record Device(
        String deviceId,
        String commonName,
        String state,
        String stage,
        String standing,
        Optional<String> batch,
        Optional<String> batchName,
        Optional<String> policy,
        Optional<String> policyName,
        Optional<String> serial,
        Optional<String> model,
        Optional<String> rootOfTrust,
        Optional<String> algorithm,
        int generation,
        long version,
        Instant registeredAt,
        Optional<Instant> batchedAt,
        Optional<Instant> standingSince,
        Optional<String> standingReason,
        Optional<String> notice) {}
