package dev.hallmark.policy.policy;

import dev.hallmark.policy.target.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What a change of a policy would do.
 *
 * @param version the policy's version that the change was compared with
 * @param errors what is wrong with it; with none, it would be taken
 * @param changes empty when it would change nothing, and so make no new version
 * @param devices how many devices have a certificate under the policy that is not revoked, by their standing
 * @param certificates how many such certificates there are
 */
public record PolicyPreview(
        int version,
        boolean valid,
        List<FieldError> errors,
        List<PolicyChange> changes,
        Map<String, Long> devices,
        long certificates) {

    public PolicyPreview {
        errors = List.copyOf(errors);
        changes = List.copyOf(changes);
        devices = Map.copyOf(devices);
    }
}
