package dev.hallmark.policy.policy;

import dev.hallmark.commons.identity.TenantId;
import dev.hallmark.events.policy.PolicyPublished;
import java.time.Instant;

/** A policy in its newest version. */
public record Policy(
        PolicyId id,
        TenantId tenant,
        String name,
        int version,
        PolicyDefinition definition,
        Instant createdAt,
        Instant changedAt) {

    private static final int FIRST = 1;

    static Policy create(TenantId tenant, String name, PolicyDefinition definition, Instant now) {
        return new Policy(PolicyId.create(), tenant, name, FIRST, definition, now, now);
    }

    Policy change(PolicyDefinition changed, Instant now) {
        return new Policy(id, tenant, name, version + 1, changed, createdAt, now);
    }

    PolicyPublished published() {
        var attestation = definition.attestation();
        return new PolicyPublished(
                id.toString(),
                name,
                version,
                definition.target().kind(),
                definition.certificate().profile(),
                attestation.algorithms(),
                attestation.rootsOfTrust(),
                attestation.allowUnbound(),
                attestation.minimumTrust(),
                attestation.minimumTls());
    }
}
