package dev.hallmark.policy.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.policy.policy.PolicyDevices.Count;
import dev.hallmark.policy.target.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells what a change would do, and does nothing. */
@ApplicationScoped
class PolicyPreviews {

    private final PolicyService policies;
    private final PolicyRules rules;
    private final PolicyDevices devices;
    private final ObjectMapper json;

    PolicyPreviews(PolicyService policies, PolicyRules rules, PolicyDevices devices, ObjectMapper json) {
        this.policies = policies;
        this.rules = rules;
        this.devices = devices;
        this.json = json;
    }

    /** The preview of this change; fails with {@link PolicyException} NOT_FOUND. */
    Uni<PolicyPreview> of(TenantId tenant, PolicyId id, String name, PolicyDefinition definition) {
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
