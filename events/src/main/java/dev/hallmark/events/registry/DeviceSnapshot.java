package dev.hallmark.events.registry;

import dev.hallmark.commons.identity.DeviceId;

/**
 * The whole state of a device as the registry has it: state, not deltas, so that a reader applies one only when its
 * version is newer than what it has, and a skipped or late event loses nothing.
 *
 * @param batch the id of its batch
 * @param policy the id of the policy of its batch
 * @param serial the hardware serial, null when unknown
 * @param model null when unknown
 * @param rootOfTrust the kind of chip, null when unknown
 * @param algorithm the JOSE name when the registration fixed one, else null: the key says it
 * @param generation counts re-enrolments from 1
 * @param version only ever grows; assigned by the registry alone
 */
public record DeviceSnapshot(
        DeviceId deviceId,
        String batch,
        String policy,
        String serial,
        String model,
        String rootOfTrust,
        String algorithm,
        Standing standing,
        int generation,
        long version) {}
