package dev.hallmark.policy.policy;

import java.time.Instant;

/** What a policy said from some time on, and who made it say so. */
public record PolicyVersion(int version, PolicyDefinition definition, String changedBy, Instant changedAt) {}
