package dev.hallmark.policy.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.policy.policy.PolicyDevices.Count;
import dev.hallmark.policy.target.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Works out what a change of a policy would do, and changes nothing. */
@ApplicationScoped
class PolicyDryRun {

    /**
     * What a change of a policy would do.
     *
     * @param version the policy's version that the change was compared with
     * @param errors what is wrong with it; without errors it would be accepted
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

    private final PolicyService policies;
    private final PolicyRules rules;
    private final PolicyDevices devices;
    private final ObjectMapper json;

    PolicyDryRun(PolicyService policies, PolicyRules rules, PolicyDevices devices, ObjectMapper json) {
        this.policies = policies;
        this.rules = rules;
        this.devices = devices;
        this.json = json;
    }

    /** Previews this change; fails with {@link PolicyException} NOT_FOUND. */
    Uni<PolicyPreview> preview(TenantId tenant, PolicyId id, String name, PolicyDefinition definition) {
        return policies.get(tenant, id)
                .chain(policy -> devices.under(tenant, id).map(count -> preview(policy, name, definition, count)));
    }

    private PolicyPreview preview(Policy policy, String name, PolicyDefinition definition, Count touched) {
        var errors = errors(policy, name, definition);
        var changes = PolicyChange.between(json.valueToTree(policy.definition()), json.valueToTree(definition));
        return new PolicyPreview(
                policy.version(), errors.isEmpty(), errors, changes, touched.devices(), touched.certificates());
    }

    private List<FieldError> errors(Policy policy, String name, PolicyDefinition definition) {
        try {
            rules.checkChange(policy, name, definition);
            return List.of();
        } catch (PolicyException e) {
            return e.errors();
        }
    }
}
