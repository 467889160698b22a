package dev.hallmark.registry.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A batch as callers see it.
 *
 * @param policy its id
 * @param devices how many are in each state; in the detail only
 * @param move the last to another policy, if there was one; in the detail only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchView(
        UUID id,
        String name,
        String policy,
        String policyName,
        String rootOfTrust,
        boolean registerOnImport,
        Map<String, String> attributes,
        Map<String, Long> devices,
        BatchMove.View move,
        Instant createdAt,
        String createdBy) {}
