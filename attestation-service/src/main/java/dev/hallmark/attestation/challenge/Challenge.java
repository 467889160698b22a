package dev.hallmark.attestation.challenge;

import dev.hallmark.commons.identity.KeyAlgorithm;
import java.time.Instant;
import java.util.Optional;

/**
 * A challenge that was issued.
 *
 * @param encapsulation for a key that cannot sign, what it has to open
 */
record Challenge(
        ChallengeId id, byte[] nonce, KeyAlgorithm algorithm, Optional<byte[]> encapsulation, Instant expiresAt) {

    Challenge toOpen(byte[] encapsulated) {
        return new Challenge(id, nonce, algorithm, Optional.of(encapsulated), expiresAt);
    }
}
