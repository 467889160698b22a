package dev.hallmark.attestation.challenge;

import dev.hallmark.attestation.device.DeviceState;
import dev.hallmark.attestation.policy.AttestationPolicy;
import java.util.Optional;

/**
 * A challenge that is gone from the table, with its device and policy as they were at that moment.
 *
 * @param publicKey the identity key that was presented for it, DER
 * @param connection the channel binding of the TLS connection it was issued on
 * @param answerKey for a key that cannot sign, what its answer is to be authenticated under
 */
public record ConsumedChallenge(
        ChallengeId id,
        byte[] nonce,
        byte[] publicKey,
        byte[] connection,
        Optional<byte[]> answerKey,
        boolean expired,
        DeviceState device,
        Optional<AttestationPolicy> policy) {}
