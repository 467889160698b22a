package dev.hallmark.client.policy;

import java.time.Instant;

/** What a policy said from one change to the next. */
public record PolicyVersion(
        int version,
        Target target,
        CertificateTerms certificate,
        AttestationTerms attestation,
        String changedBy,
        Instant changedAt) {}
