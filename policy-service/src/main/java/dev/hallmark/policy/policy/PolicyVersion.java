package dev.hallmark.policy.policy;

import java.time.Instant;

/** One version of a policy, and who made it. */
public record PolicyVersion(int version, PolicyDefinition definition, String changedBy, Instant changedAt) {}
