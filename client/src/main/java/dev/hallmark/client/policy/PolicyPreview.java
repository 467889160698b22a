package dev.hallmark.client.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a change of a policy would do.
 *
 * @param version the policy's now
 * @param valid whether the change would be accepted; {@code errors} says why not
 * @param devices how many are under the policy, by their state
 * @param certificates how many that are in force were issued under it
 */
public record PolicyPreview(
        int version,
        boolean valid,
        List<FieldError> errors,
        List<Change> changes,
        Map<String, Long> devices,
        long certificates) {

    /** What is wrong with the value of a field. */
    public record FieldError(String field, String reason) {}

    /**
     * A field that would be different.
     *
     * @param reaches what a device does next that the field decides about: attestation, enrolment, connection
     */
    public record Change(String field, JsonNode from, JsonNode to, String reaches) {}

    public PolicyPreview {
        errors = List.copyOf(errors);
        changes = List.copyOf(changes);
        devices = Map.copyOf(devices);
    }
}
