package dev.hallmark.client.policy;

import java.time.Instant;

/**
 * Where devices go, with which certificates, and what they have to prove before.
 *
 * @param version begins at 1, and grows by one with each change
 */
public record Policy(
        String id,
        String name,
        int version,
        Target target,
        CertificateTerms certificate,
        AttestationTerms attestation,
        Instant createdAt,
        Instant changedAt) {}
