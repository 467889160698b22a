package dev.hallmark.attestation.challenge;

import java.time.Instant;

/** A challenge that was given out. */
record Challenge(ChallengeId id, byte[] nonce, String algorithm, Instant expiresAt) {}
